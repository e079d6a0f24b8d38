import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startBioTrackSimulator, tookEffect } from '@suite/biotrack/simulator'
import { startDutchieSimulator } from '@suite/dutchie/simulator'
import { startMetrcSimulator } from '@suite/metrc/simulator'
import type { SimReply, SimRequest, Simulator } from '@suite/simulator'
import { openingOf, type Opening, type OpeningPlan } from '../../../demo/opening.ts'
import { apply, replayed } from './apply.ts'
import type { PracticeEvent, PracticeVendor, ShopEvent } from './events.ts'
import { readIfThere, writeWhole, type PracticePorts } from './files.ts'
import { openJournal } from './journal.ts'
import { dueUntil, eventsOf } from './serve.ts'
import { openWorld } from './world.ts'
import type { PracticeWorld } from './world-shape.ts'
import { plant } from './planted.ts'
import { ship } from './shipments.ts'

/** The running practice systems. */
export interface Practice {
  readonly world: PracticeWorld
  readonly ports: PracticePorts
  /** Serves every customer who came until now. */
  serve(): void
  stop(): Promise<void>
}

/**
 * Starts till and state registers of the demo shop on the loopback as they stood when they were last alive, and serves the
 * customers who came since. Whatever anybody was told is on disk before: it stands again after any crash.
 * @throws Error when the journal cannot be read or a port is taken
 */
export const startPractice = async (options: {
  readonly folder: string
  readonly plan: OpeningPlan
  readonly ports?: PracticePorts
  /** Milliseconds since 1970. */
  readonly now?: () => number
}): Promise<Practice> => {
  const { folder, now = Date.now } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const world = openWorld(openingIn(folder, options.plan))
  plant(world)
  ship(world)
  const journal = openJournal(join(folder, 'journal.jsonl'))
  await replay(world, journal.past)

  // one turn from the first to the last: nobody is told of what is not on disk yet
  const serve = (): void => {
    const happened: ShopEvent[] = []
    for (const place of world.stores.values())
      for (const due of dueUntil(world, place, now()))
        for (const event of eventsOf(world, place, due)) {
          apply(world, event)
          happened.push(event)
        }
    journal.write(happened)
  }
  serve()

  const remember =
    (vendor: PracticeVendor) =>
    (request: SimRequest, reply: SimReply): void => {
      const call = callOf(vendor, request, reply)
      if (call !== null) journal.write([call])
    }
  const running: Simulator[] = []
  const stopAll = async (): Promise<void> => void (await Promise.all(running.map((each) => each.stop())))
  const started = async (
    vendor: PracticeVendor,
    start: (on: { port: number; onAnswer: ReturnType<typeof remember> }) => Promise<Simulator>,
  ): Promise<number> => {
    const simulator = await start({ port: options.ports?.[vendor] ?? 0, onAnswer: remember(vendor) })
    running.push(simulator)
    return simulator.port
  }
  try {
    const ports: PracticePorts = {
      dutchie: await started('dutchie', (on) => startDutchieSimulator({ state: world.dutchie, ...on })),
      metrc: await started('metrc', (on) => startMetrcSimulator({ state: world.metrc, ...on })),
      biotrack: await started('biotrack', (on) => startBioTrackSimulator({ state: world.biotrack, ...on })),
    }
    return {
      world,
      ports,
      serve,
      stop: async () => {
        await stopAll()
        journal.close()
      },
    }
  } catch (error) {
    await stopAll()
    journal.close()
    throw error
  }
}

/** The opening is computed once and kept: a later version of the generator must not change what was told. */
const openingIn = (folder: string, plan: OpeningPlan): Opening => {
  const path = join(folder, 'opening.json')
  const kept = readIfThere(path) as Opening | undefined
  if (kept !== undefined) return kept
  const made = openingOf(plan)
  writeWhole(path, JSON.stringify(made))
  return made
}

/** Limits of rate are of their time: what was let through then is let through again. */
const replay = async (world: PracticeWorld, past: readonly PracticeEvent[]): Promise<void> => {
  const limits = [world.dutchie.settings.limits, world.metrc.settings.limits] as const
  world.dutchie.settings.limits = null
  world.metrc.settings.limits = null
  for (const event of past) await replayed(world, event)
  world.dutchie.settings.limits = limits[0]
  world.metrc.settings.limits = limits[1]
}

const callOf = (vendor: PracticeVendor, request: SimRequest, reply: SimReply): PracticeEvent | null => {
  if (!hasHappened(vendor, request, reply)) return null
  return {
    kind: 'call',
    vendor,
    at: request.at.getTime(),
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    authorization: request.headers['authorization'] ?? '',
    text: request.text,
  }
}

/** False for what was only asked, and for what was refused at the door: not even a number was used up. */
const hasHappened = (vendor: PracticeVendor, request: SimRequest, reply: SimReply): boolean =>
  vendor === 'biotrack'
    ? tookEffect(request, reply)
    : request.method !== 'GET' && ![401, 403, 429].includes(reply.status)
