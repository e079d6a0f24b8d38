import { OutboundError } from '@suite/outbound'
import type { DutchieClient } from './client.ts'
import { reports } from './endpoints/reports.ts'
import { DutchieError } from './errors.ts'
import { readRows, type ReadRows } from './rows.ts'
import { planWindows, type Span, type Window } from './windows.ts'
import type { WireTransaction } from './wire/transactions.ts'

/** The transactions of one call. The end of `window` may be kept as the cursor. */
export interface PulledTransactions extends ReadRows<WireTransaction> {
  readonly window: Window
  /** The answer as it came. */
  readonly text: string
}

const SHORTEST_SPLIT = 60_000

/**
 * Every transaction that changed in a span, with lines, taxes and fees, forwards in time. A window too large or too slow to
 * answer is asked in halves. What is given may include rows already held, in any order: keep the newest by
 * `transactionId` (`newestById`).
 * @throws DutchieError, OutboundError, VendorShapeError; AppError `bad_span`
 */
export async function* pullTransactions(
  client: Pick<DutchieClient, 'listText'>,
  span: Span,
  options: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<PulledTransactions> {
  const ahead = planWindows(span).toReversed()
  for (let window = ahead.pop(); window !== undefined; window = ahead.pop()) {
    const answer = await ask(client, window, options).catch((error: unknown) => {
      const halves = isTooMuch(error) ? halve(window) : null
      if (halves === null) throw error
      return halves
    })
    if (Array.isArray(answer)) ahead.push(...answer.toReversed())
    else yield { window, text: answer.text, ...readRows(reports.transactions, answer.raw) }
  }
}

const ask = (
  client: Pick<DutchieClient, 'listText'>,
  window: Window,
  options: { readonly signal?: AbortSignal },
): Promise<{ readonly text: string; readonly raw: readonly unknown[] }> =>
  client.listText(
    reports.transactions,
    {
      FromLastModifiedDateUTC: window.from,
      ToLastModifiedDateUTC: window.until,
      IncludeDetail: true,
      IncludeTaxes: true,
      IncludeFeesAndDonations: true,
    },
    options,
  )

/** Too large to take, too slow to wait for, or a longer range than this location allows. */
const isTooMuch = (error: unknown): boolean =>
  (error instanceof OutboundError && (error.reason === 'too_large' || error.reason === 'timeout')) ||
  (error instanceof DutchieError && error.status === 400)

const halve = ({ from, until }: Window): Window[] | null => {
  const length = until.getTime() - from.getTime()
  if (length < 2 * SHORTEST_SPLIT) return null
  const middle = new Date(from.getTime() + Math.floor(length / 2))
  return [
    { from, until: middle },
    { from: middle, until },
  ]
}

/**
 * One row of each id, the one changed last: an answer may hold a row twice, and answers overlap. Of two with the same time
 * the later in the list stays.
 */
export const newestById = <Row extends { readonly lastModifiedDateUTC: Date | null }>(
  rows: readonly Row[],
  idOf: (row: Row) => number,
): Row[] => {
  const newest = new Map<number, Row>()
  for (const row of rows) {
    const held = newest.get(idOf(row))
    if (held === undefined || timeOf(held) <= timeOf(row)) newest.set(idOf(row), row)
  }
  return [...newest.values()]
}

const timeOf = (row: { readonly lastModifiedDateUTC: Date | null }): number =>
  row.lastModifiedDateUTC?.getTime() ?? 0
