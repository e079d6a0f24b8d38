import {
  packages,
  pagesOf,
  pullChanges,
  receipts,
  transfers,
  type ListEndpoint,
  type MetrcClient,
} from '@suite/metrc'
import type { Access, PulledPage, Window } from '../port.ts'

/** A page as it is kept: which list it is of, and the rows as Metrc sent them. */
export interface KeptPage {
  readonly list: 'active' | 'onHold' | 'inactive' | 'inTransit' | 'receipts' | 'transfers'
  readonly rows: readonly unknown[]
}

/**
 * Pulls what changed in a window. Receipts come from their list without lines and transfers without packages, so each is
 * read once more by its id; the shared limiter keeps the pace.
 */
export async function* pullMetrc(
  client: MetrcClient,
  access: Access,
  stream: string,
  window: Window | null,
): AsyncGenerator<PulledPage> {
  if (window === null) return
  const where = {
    licence: access.settings['licence'] ?? '',
    ...(access.signal === undefined ? {} : { signal: access.signal }),
  }
  const span = { from: window.from, to: window.until, overlapMs: 0 }
  const changes = <Row>(endpoint: ListEndpoint<string, Row>) =>
    pullChanges(client, endpoint as never, where as never, span)
  if (stream === 'packages')
    for (const list of ['active', 'onHold', 'inactive', 'inTransit'] as const)
      for await (const { raw } of changes(packages[list])) yield kept({ list, rows: raw })
  if (stream === 'receipts')
    for (const list of [receipts.active, receipts.inactive])
      for await (const { raw } of changes(list))
        yield kept({ list: 'receipts', rows: await wholeReceipts(client, where, raw) })
  if (stream === 'transfers')
    for await (const { raw } of changes(transfers.incoming))
      yield kept({ list: 'transfers', rows: await wholeTransfers(client, where, raw) })
}

const kept = (page: KeptPage): PulledPage => ({
  text: JSON.stringify(page),
  rows: page.rows.length,
  cursor: null,
})

type Where = { readonly licence: string; readonly signal?: AbortSignal }

const wholeReceipts = (client: MetrcClient, where: Where, rows: readonly unknown[]): Promise<unknown[]> =>
  Promise.all(
    rows.map(async (row) => {
      const answer = await client.call({
        method: 'GET',
        path: receipts.one.path,
        where: { ...where, path: { id: idOf(row, 'Id') } },
      })
      // what became invisible between list and look is kept as the list told it
      return answer.status === 200 ? (JSON.parse(answer.text) as unknown) : row
    }),
  )

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
