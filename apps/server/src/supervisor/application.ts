import { keepRunning, type Child } from './child.ts'
import { practiceChild, serverChild, webChild, type Ports } from './children.ts'
import { openDatabaseServer } from './database.ts'
import { claimFolder, FolderInUse, type FolderLock } from './folder-lock.ts'
import { freePort } from '@suite/db/embedded'
import { firstFreePort, reachable } from './ports.ts'
import { choosePracticePorts } from './practice-ports.ts'
import { withProgress } from './progress.ts'
import { waitUntilReady } from './ready.ts'
import type { Settings } from './settings.ts'
import type { Voice } from './voice.ts'
import { watchSources } from './watch.ts'
import { buildWeb, hasWeb } from './web-build.ts'

/** A started application, or the part of it that was started before something failed. */
export interface Application {
  /** Where people reach it; undefined for a worker alone. */
  readonly address: string | undefined
}

/** What has been started, in order; stopping goes backwards. */
export type Closers = (() => Promise<void> | void)[]

/**
 * Starts database, pages and server in order and waits until they answer. Whatever was started is put on `closers`
 * at once, also when a later step fails.
 * @throws FolderInUse when another supervisor holds the data folder; Error with the remedy otherwise
 */
export const startApplication = async (
  settings: Settings,
  closers: Closers,
  voice: Voice,
  stopping: AbortSignal,
): Promise<Application> => {
  const lock = await claim(settings, closers)
  const database = await openDatabaseServer(
    settings,
    voice,
    settings.ownDatabase === undefined && lock === undefined,
  )
  closers.push(() => database.stop())
  stopping.throwIfAborted()

  const web = settings.web && hasWeb(settings.root)
  if (web && !settings.dev) await buildWeb(settings.root, stopping)
  stopping.throwIfAborted()
  const ports: Ports = {
    origin: settings.workerOnly ? settings.port : await choosePort(settings, voice),
    web: web ? await freePort() : undefined,
  }

  const practice = settings.demo && !settings.workerOnly
  if (practice) await choosePracticePorts(settings.dataDir)

  const children: Child[] = []
  const events = { ...voice, changed: () => record(lock, children) }
  const server = keepRunning(serverChild(settings, database, ports), events)
  children.push(server)
  if (web) children.push(keepRunning(webChild(settings, ports), events))
  // the shop's own systems may fail without taking the application with them
  if (practice) children.push(keepRunning(practiceChild(settings), { ...events, giveUp: voice.say }))
  closers.push(() => Promise.all(children.map((child) => child.stop())).then(() => undefined))
  record(lock, children)
  if (settings.dev)
    closers.push(
      watchSources(settings.root, () => {
        voice.say('Sources changed, the server is started again.')
        void server.restart()
      }),
    )
  if (settings.workerOnly) {
    await lock?.announce('a worker alone')
    return { address: undefined }
  }

  const host = reachable(settings.host)
  const address = `http://${host === '127.0.0.1' ? 'localhost' : host}:${ports.origin}`
  await withProgress('Starting the application', () => waitUntilReady(ports, settings.host, stopping))
  await lock?.announce(address)
  return { address }
}

/** A worker alone may share the embedded database of a running application; anything else needs the folder for itself. */
const claim = async (settings: Settings, closers: Closers): Promise<FolderLock | undefined> => {
  if (settings.workerOnly && settings.ownDatabase !== undefined) return undefined
  try {
    const lock = await claimFolder(settings.dataDir)
    closers.push(() => lock.release())
    return lock
  } catch (error) {
    if (settings.workerOnly && error instanceof FolderInUse) return undefined
    throw error
  }
}

const choosePort = async (settings: Settings, voice: Voice): Promise<number> => {
  const port = await firstFreePort(settings.host, settings.port)
  if (port !== settings.port) voice.say(`Port ${settings.port} is in use by another program; using ${port}.`)
  return port
}

const record = (lock: FolderLock | undefined, children: readonly Child[]): void => {
  const pids = children.flatMap((child) => child.pid ?? [])
  lock?.setChildren(pids).catch(() => undefined)
}
