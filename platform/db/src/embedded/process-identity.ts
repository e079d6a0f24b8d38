import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What a process is, beyond its number: numbers are used again, after a restart even the same ones. */
export interface ProcessIdentity {
  /** Differs between two processes that had the same number at different times; '' where the system does not tell. */
  readonly started: string
  /** Name of the running program, '' where the system does not tell. */
  readonly program: string
}

/** Who has this process number now; undefined when nobody has, or only a zombie whose parent has not noticed. */
export const identify = (pid: number): ProcessIdentity | undefined => {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !answers(pid)) return undefined
  if (process.platform === 'linux') return fromProc(pid)
  if (process.platform === 'win32') return { started: '', program: '' }
  return fromPs(pid)
}

const answers = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const fromProc = (pid: number): ProcessIdentity | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const end = stat.lastIndexOf(')')
    // After "pid (name) ": field 0 is the state, field 19 the start in clock ticks since boot.
    const fields = stat.slice(end + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { started: `${boot}/${fields[19]}`, program: stat.slice(stat.indexOf('(') + 1, end) }
  } catch {
    return undefined
  }
}

const fromPs = (pid: number): ProcessIdentity | undefined => {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=,comm=', '-p', String(pid)], { encoding: 'utf8' })
    const [state = '', ...rest] = line.trim().split(/\s+/)
    if (state === '' || state.startsWith('Z')) return undefined
    return { started: rest.slice(0, 5).join(' '), program: rest.slice(5).join(' ') }
  } catch {
    return undefined
  }
}
