import { spawnSync } from 'node:child_process'

/**
 * Signals a child and everything it started. Children are leaders of their own process group, so one signal reaches all
 * of it; Windows has no groups and no soft signal. A process that is gone already is no error.
 */
export const killTree = (pid: number, signal: 'SIGTERM' | 'SIGKILL'): void => {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true })
    return
  }
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
