// Loaded into every child before its own program: a child never outlives its supervisor, however that one ended.
import { killTree } from './kill-tree.ts'

const PATIENCE_MS = 5000

const end = (): void => {
  setTimeout(() => killTree(process.pid, 'SIGKILL'), PATIENCE_MS)
  if (!process.emit('SIGTERM')) killTree(process.pid, 'SIGKILL')
}

// Node hands this file on to what the child starts in turn; there it has nothing to do.
if (process.ppid === Number(process.env['SUITE_SUPERVISOR'])) {
  process.on('disconnect', end)
  // Windows has no SIGTERM between processes, so the supervisor asks in words.
  process.on('message', (message) => {
    if (message === 'stop') end()
  })
  // Listening must not keep a program running that has nothing left to do.
  process.channel?.unref()
}
