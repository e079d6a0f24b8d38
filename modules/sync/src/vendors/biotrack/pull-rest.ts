import {
  pullTrace,
  traceInventoryApi,
  traceRooms,
  traceSales,
  traceTransactionOf,
  traceTransfers,
  traceVendors,
  type TraceClient,
} from '@suite/biotrack'
import { z } from 'zod'
import type { Access, PulledPage, Window } from '../port.ts'
import { isLong, kept } from './pages.ts'
import { licenceOf } from './source.ts'

const place = z.object({ after: z.int().positive() })

/** Pulls what changed in a window over the REST API. Its rows tell their units and dates themselves. */
export const pullRest = (
  client: TraceClient,
  access: Access,
  stream: string,
  window: Window,
  cursor: unknown,
): AsyncIterable<PulledPage> => {
  const about = {
    location: licenceOf(access.settings),
    ...(access.signal === undefined ? {} : { signal: access.signal }),
  }
  const reached = place.safeParse(cursor).data?.after ?? null
  const pull = { client, state: access.state, about, window, reached }
  if (stream === 'packages') return pullPackages(pull)
  if (stream === 'receipts') return pullReceipts(pull)
  return pullTransfers(pull)
}

interface Pull {
  readonly client: TraceClient
  readonly state: string
  readonly about: { readonly location: string; readonly signal?: AbortSignal }
  readonly window: Window
  readonly reached: number | null
}

async function* pullPackages({ client, state, about, window, reached }: Pull): AsyncGenerator<PulledPage> {
  const rooms: unknown[] = []
  for await (const { raw } of pullTrace(client, traceRooms.all, ({ ID }) => ID, { ...about, after: 0 }))
    rooms.push(...raw)
  // rooms tell no time: a package is told anew when it changes itself, and all of them once a day
  const list = traceInventoryApi.all
  // of the whole company: a package that went to another store must not stay here
  const { location: _, ...everywhere } = about
  const start =
    isLong(window) || dayOf(window.from) !== dayOf(window.until)
      ? 0
      : await traceTransactionOf(client, list, ({ SessionTime }) => SessionTime, window.from, everywhere)
  const from = { ...everywhere, after: reached ?? start }
  for await (const { raw, cursor } of pullTrace(client, list, ({ ID }) => ID, from))
    if (raw.length > 0)
      yield kept({ kind: 'packages', api: 'rest', state, rows: raw, rooms, samples: [] }, cursor)
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

async function* pullReceipts({ client, state, about, window, reached }: Pull): AsyncGenerator<PulledPage> {
  const list = traceSales.all
  const start =
    reached ?? (await traceTransactionOf(client, list, ({ UpdatedOn }) => UpdatedOn, window.from, about))
  for await (const { raw, cursor } of pullTrace(client, list, ({ ID }) => ID, { ...about, after: start }))
    if (raw.length > 0) yield kept({ kind: 'receipts', api: 'rest', state, rows: raw, madeAt: {} }, cursor)
}

async function* pullTransfers({ client, state, about, window, reached }: Pull): AsyncGenerator<PulledPage> {
  const list = traceTransfers.incoming
  const start =
    reached ?? (await traceTransactionOf(client, list, ({ SessionTime }) => SessionTime, window.from, about))
  const vendors: unknown[] = []
  for await (const { raw, cursor } of pullTrace(client, list, ({ ID }) => ID, { ...about, after: start })) {
    if (raw.length === 0) continue
    if (vendors.length === 0) vendors.push(...(await vendorsOf(client, about)))
    yield kept({ kind: 'transfers', api: 'rest', state, rows: raw, waiting: [], vendors }, cursor)
  }
}

const vendorsOf = async (client: TraceClient, { signal }: Pull['about']): Promise<unknown[]> => {
  const options = { after: 0, ...(signal === undefined ? {} : { signal }) }
  const vendors: unknown[] = []
  const key = ({ LicenseNumber, Name }: { LicenseNumber: string | null; Name: string | null }) =>
    `${LicenseNumber} ${Name}`
  for await (const { raw } of pullTrace(client, traceVendors.all, key, options)) vendors.push(...raw)
  return vendors
}
