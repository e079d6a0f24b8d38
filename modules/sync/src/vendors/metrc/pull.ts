import {
  packages,
  pagesOf,
  pullChanges,
  receipts,
  transfers,
  type ListEndpoint,
  type MetrcClient,
} from '@suite/metrc'
import { merged } from '../merged.ts'
import type { Access, PulledPage, Window } from '../port.ts'

/** A page as it is kept: which list it is of, and the rows as Metrc sent them. */
export interface KeptPage {
  readonly list: 'active' | 'onHold' | 'inactive' | 'inTransit' | 'receipts' | 'transfers'
  readonly rows: readonly unknown[]
}

interface Where {
  readonly licence: string
  readonly signal?: AbortSignal
}

type Whole = (rows: readonly unknown[]) => Promise<readonly unknown[]>

/**
 * Pulls what changed in a window. Its lists are walked side by side, and in parts, so that a slow line does not cost the
 * allowed rate; the shared limiter keeps the pace. Receipts come from their list without lines and transfers without
 * packages, so each is read once more by its id.
 */
export async function* pullMetrc(
  client: MetrcClient,
  access: Access,
  stream: string,
  window: Window | null,
): AsyncGenerator<PulledPage> {
  if (window === null) return
  const where: Where = {
    licence: access.settings['licence'] ?? '',
    ...(access.signal === undefined ? {} : { signal: access.signal }),
  }
  const walk = async function* (
    endpoint: ListEndpoint<string, unknown>,
    list: KeptPage['list'],
    part: Window,
    whole: Whole,
  ): AsyncGenerator<PulledPage> {
    const span = { from: part.from, to: part.until, overlapMs: 0 }
    for await (const { raw } of pullChanges(client, endpoint as never, where as never, span))
      yield kept({ list, rows: await whole(raw) })
  }
  const asTheyAre: Whole = (rows) => Promise.resolve(rows)
  const parts = partsOf(window)
  if (stream === 'packages')
    yield* merged(
      (['active', 'onHold', 'inactive', 'inTransit'] as const).flatMap((list) =>
        parts.map((part) => walk(packages[list], list, part, asTheyAre)),
      ),
    )
  if (stream === 'receipts')
    yield* merged(
      [receipts.active, receipts.inactive].flatMap((list) =>
        parts.map((part) => walk(list, 'receipts', part, (rows) => wholeReceipts(client, where, rows))),
      ),
    )
  if (stream === 'transfers')
    yield* walk(transfers.incoming, 'transfers', window, (rows) => wholeTransfers(client, where, rows))
}

const PARTS = 4
const SHORTEST_PART_MS = 3_600_000
/** Whether both ends of a range belong to it is not published: neighbours share this much. */
const SEAM_MS = 1000

/** A window in parts that are walked side by side; a short one stays whole. */
const partsOf = ({ from, until }: Window): Window[] => {
  const span = until.getTime() - from.getTime()
  const count = Math.max(1, Math.min(PARTS, Math.floor(span / SHORTEST_PART_MS)))
  return Array.from({ length: count }, (_, n) => ({
    from: new Date(from.getTime() + (span * n) / count - (n === 0 ? 0 : SEAM_MS)),
    until: n === count - 1 ? until : new Date(from.getTime() + (span * (n + 1)) / count),
  }))
}

const kept = (page: KeptPage): PulledPage => ({
  text: JSON.stringify(page),
  rows: page.rows.length,
  cursor: null,
})

const wholeReceipts = (client: MetrcClient, where: Where, rows: readonly unknown[]): Promise<unknown[]> =>
  Promise.all(rows.map((row) => client.raw(receipts.one, { ...where, path: { id: idOf(row, 'Id') } })))

const wholeTransfers = (client: MetrcClient, where: Where, rows: readonly unknown[]): Promise<unknown[]> =>
  Promise.all(
    rows.map(async (row) => {
      const there = { ...where, path: { deliveryId: idOf(row, 'DeliveryId') } }
      const contents: unknown[] = []
      for await (const page of pagesOf(client, transfers.packages, there)) contents.push(...page.raw)
      return { ...(row as object), packages: contents }
    }),
  )

const idOf = (row: unknown, name: string): number => {
  const id: unknown = Reflect.get(row as object, name)
  return typeof id === 'number' ? id : 0
}
