export { isInstalled, type ServerVersion } from './binaries.ts'
export { administer, connect, withUrl } from './connect.ts'
export { startEmbedded, freePort, type EmbeddedOptions, type EmbeddedServer } from './start.ts'
export { loadOrCreateSecrets, type Secrets } from './secrets.ts'
