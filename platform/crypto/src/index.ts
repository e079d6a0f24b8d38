export { createSealer, type Sealer } from './sealer.ts'
export { masterKeys, type MasterKeys } from './master-keys.ts'
