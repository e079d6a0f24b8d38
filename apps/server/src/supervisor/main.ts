import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startApplication, type Closers } from './application.ts'
import { readSettings, type Settings } from './settings.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Runs the application until it is asked to stop. Resolves with the exit code. */
const supervise = async (): Promise<number> => {
  const began = performance.now()
  const closers: Closers = []
  const stopping = new AbortController()
  let failure: string | undefined
  const giveUp = (reason: string): void => {
    failure ??= reason
    stopping.abort()
  }
  onStopRequest(() => stopping.abort())
  try {
    const settings = readSettings(process.env, process.argv.slice(2))
    const { address } = await startApplication(settings, closers, { say, giveUp }, stopping.signal)
    greet(settings, address, (performance.now() - began) / 1000)
    if (settings.demo && address !== undefined)
      tellDemoLogin(settings.dataDir, stopping.signal).catch(() => undefined)
    process.send?.({ ready: true, address })
    await aborted(stopping.signal)
  } catch (error) {
    if (!stopping.signal.aborted) failure ??= error instanceof Error ? error.message : String(error)
  }
  if (failure !== undefined) process.stderr.write(`\n${failure}\n`)
  else say('\nStopping …')
  await closeAll(closers)
  return failure === undefined ? 0 : 1
}

/** The last started goes first; one that fails does not keep the others running. */
const closeAll = async (closers: Closers): Promise<void> => {
  for (const close of closers.reverse())
    try {
      await close()
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    }
}

/** Ctrl-C, a polite kill, a closed terminal, or the loss of the command that started us. */
const onStopRequest = (stop: () => void): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  process.on('disconnect', stop)
  process.on('message', (message) => {
    if (message === 'stop') stop()
  })
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) done()
    else signal.addEventListener('abort', () => done(), { once: true })
  })

const greet = (settings: Settings, address: string | undefined, seconds: number): void => {
  if (address === undefined) return say(`Worker running after ${seconds.toFixed(1)} s. Stop it with Ctrl-C.`)
  say(`\n  Cannabis Operations Suite is ready after ${seconds.toFixed(1)} s`)
  say(`\n    Open      ${address}`)
  say(`    Data      ${settings.dataDir}`)
  say('    Stop      Ctrl-C')
}

/** On the very first start the demo shop is still being made when the application is ready. */
const tellDemoLogin = async (dataDir: string, stopping: AbortSignal): Promise<void> => {
  for (;;) {
    const login = await demoLogin(dataDir)
    if (login !== undefined) return say(`    Demo      ${login.email}   password ${login.password}\n`)
    await sleep(500, undefined, { signal: stopping })
  }
}

const demoLogin = async (dataDir: string): Promise<{ email: string; password: string } | undefined> => {
  const text = await readFile(join(dataDir, 'demo-login.json'), 'utf8').catch(() => '')
  return text === '' ? undefined : (JSON.parse(text) as { email: string; password: string })
}

process.exit(await supervise())
