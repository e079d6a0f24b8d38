export { localFileStore, type FileStore, type StoredFile } from './file-store.ts'
export { importFile } from './import-file.ts'
export { runImport, type ImportDeps } from './running/run-import.ts'
export { startImport } from './commands/start-import.ts'
