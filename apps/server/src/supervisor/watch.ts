import { watch } from 'node:fs'
import { join } from 'node:path'

const FOLDERS = ['apps/server/src', 'modules', 'integrations', 'science', 'platform', 'database/migrations']
const QUIET_MS = 200

/** Calls back when server sources have changed and stood still for a moment. Returns a way to end it. */
export const watchSources = (root: string, changed: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  const watchers = FOLDERS.map((folder) =>
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      if (name === null || !/\.(ts|sql|json)$/.test(name) || /\.test\.ts$|node_modules/.test(name)) return
      clearTimeout(timer)
      timer = setTimeout(changed, QUIET_MS)
    }),
  )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
