import { createSend, localLimiter, type Send } from '@suite/outbound'
import { createClassicClient, type ClassicClient, type ClassicSettings } from './classic/client.ts'
import { DEMO_SHOP, smallShop } from './simulator/demo.ts'
import { startBioTrackSimulator, type BioTrackSimulator } from './simulator/start.ts'
import type { SimSettings } from './simulator/state.ts'
import { createTraceClient, type TraceClient } from './trace/client.ts'

export const NOW = new Date('2026-04-20T18:00:00Z')
export const LIMITS = { perSecond: 10_000, concurrent: 8 }

/** The small shop at a simulator whose clock stands still. */
export const openShop = (settings: Partial<SimSettings> = {}, seed = 5): Promise<BioTrackSimulator> =>
  startBioTrackSimulator({ state: smallShop(NOW, seed, settings), start: NOW, seed })

/** A send that does not wait between its tries. */
export const quickSend = (retries = 3): Send =>
  createSend({ limiter: localLimiter(), retries, sleep: () => Promise.resolve() })

/** A client of the action API for the small shop. */
export const classicOf = (
  { url, clock }: BioTrackSimulator,
  over: Partial<ClassicSettings> = {},
): ClassicClient =>
  createClassicClient({
    send: quickSend(),
    url: `${url}/serverjson.asp`,
    ...DEMO_SHOP,
    limits: LIMITS,
    now: () => clock.now().getTime(),
    ...over,
  })

/** A client of the REST API for the small shop. */
export const traceOf = ({ url, clock }: BioTrackSimulator, send = quickSend()): TraceClient =>
  createTraceClient({ send, baseUrl: url, ...DEMO_SHOP, limits: LIMITS, now: () => clock.now().getTime() })
