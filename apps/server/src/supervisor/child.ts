import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { killTree } from './kill-tree.ts'
import type { LogSink } from './log-file.ts'
import type { Voice } from './voice.ts'

/** A program of ours to keep running under this Node. */
export interface ChildSpec {
  /** As people call it: "server", "web". */
  readonly name: string
  /** Script and its arguments. */
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly log: LogSink
  /** How long it may take to end when asked; 10 seconds. */
  readonly patienceMs?: number
}

export interface ChildEvents extends Voice {
  /** Its process number changed. */
  changed(): void
}

export interface Child {
  readonly pid: number | undefined
  restart(): Promise<void>
  /** Asks it to end, and insists when it takes too long. Nothing it started is left. */
  stop(): Promise<void>
}

const STOP_PATIENCE_MS = 10_000
const CRASHES_A_MINUTE = 5
const WATCH = pathToFileURL(join(import.meta.dirname, 'parent-watch.ts')).href

/** Starts a program and starts it again when it ends by itself: after 0.5, 1, 2, 4 … seconds, at most five times a minute. */
export const keepRunning = (spec: ChildSpec, events: ChildEvents): Child => {
  let current: ChildProcess | undefined
  let wanted = true
  let waiting: NodeJS.Timeout | undefined
  let crashes: number[] = []
  let restarting: Promise<void> | undefined

  const start = (): void => {
    const child = launch(spec)
    current = child
    child.once('exit', (code, signal) => {
      if (child.pid !== undefined) killTree(child.pid, 'SIGKILL')
      // One that was asked to end is no longer the current one.
      if (current !== child) return
      current = undefined
      if (wanted) crashed(`ended with ${signal ?? `code ${code}`}`)
    })
    child.once('error', (error) => {
      if (current !== child || child.pid !== undefined) return
      current = undefined
      if (wanted) crashed(`could not be started: ${error.message}`)
    })
    events.changed()
  }

  const crashed = (how: string): void => {
    const now = Date.now()
    crashes = [...crashes.filter((at) => now - at < 60_000), now]
    if (crashes.length > CRASHES_A_MINUTE) {
      wanted = false
      events.giveUp(`The ${spec.name} ${how}, ${crashes.length} times within a minute.\n${spec.log.tail()}`)
      return
    }
    const delay = 250 * 2 ** crashes.length
    events.say(`! The ${spec.name} ${how}. It is started again in ${delay / 1000} s.\n${spec.log.tail()}`)
    waiting = setTimeout(start, delay)
  }

  const end = async (): Promise<void> => {
    clearTimeout(waiting)
    const child = current
    current = undefined
    if (child?.pid !== undefined) await endTree(child, child.pid, spec.patienceMs ?? STOP_PATIENCE_MS)
  }

  const endAndStart = async (): Promise<void> => {
    await end()
    restarting = undefined
    if (wanted) start()
  }

  start()
  return {
    get pid() {
      return current?.pid
    },
    restart: () => {
      // Asked again while it is ending, one new start serves both.
      restarting ??= endAndStart()
      return restarting
    },
    stop: async () => {
      wanted = false
      await end()
    },
  }
}

const launch = (spec: ChildSpec): ChildProcess => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', WATCH, ...spec.args],
    {
      cwd: spec.cwd,
      env: { ...spec.env, SUITE_SUPERVISOR: String(process.pid) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own: Ctrl-C on the terminal reaches only the supervisor, which then stops things in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  )
  child.stdout?.on('data', (chunk: Buffer) => spec.log.write(chunk))
  child.stderr?.on('data', (chunk: Buffer) => spec.log.write(chunk))
  return child
}

const endTree = (child: ChildProcess, pid: number, patienceMs: number): Promise<void> =>
  new Promise((ended) => {
    if (child.exitCode !== null || child.signalCode !== null) return ended()
    const insist = setTimeout(() => killTree(pid, 'SIGKILL'), patienceMs)
    child.once('exit', () => {
      clearTimeout(insist)
      ended()
    })
    if (process.platform === 'win32' && child.connected) child.send('stop')
    else killTree(pid, 'SIGTERM')
  })
