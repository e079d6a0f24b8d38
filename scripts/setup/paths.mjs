import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root folder of the project, wherever the command was called from. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
