import type { ListEndpoint } from './endpoint.ts'
import type { MetrcClient, Rows, Where } from './client.ts'
import { countRows, fresh, nothingMet, pagesOf } from './paging.ts'
import { OVERLAP, planPull, type PullPlan, type PullSpan, type Window } from './windows.ts'

/** The rows of one call; `window` is done when `last` is true, and its end may be kept as the cursor. */
export interface Pulled<Row> extends Rows<Row> {
  readonly window: Window
  readonly last: boolean
}

const DAY = 86_400_000

/**
 * Everything of a list that changed in a span, forwards in time; a row whose change is met in two windows is given once
 * for each. What is given may include rows already held: upsert by id. Rows unlike the documentation do not stop it: they
 * are in `raw` and `refused`, unless the call says `tolerant: false`.
 * @throws MetrcError, OutboundError, VendorShapeError; AppError `bad_span`
 */
export async function* pullChanges<P extends string, Row>(
  client: Pick<MetrcClient, 'page' | 'whole'>,
  endpoint: ListEndpoint<P, Row>,
  where: Where<P>,
  span: Omit<PullSpan, 'rowsPerDay'> & { readonly rowsPerDay?: number },
): AsyncGenerator<Pulled<Row>> {
  const rowsPerDay = span.rowsPerDay ?? (await rateOf(client, endpoint, where, span))
  const plan = planPull({ ...span, rowsPerDay })
  for (const window of plan.windows) yield* walk(client, endpoint, where, plan, window)
}

async function* walk<P extends string, Row>(
  client: Pick<MetrcClient, 'page' | 'whole'>,
  endpoint: ListEndpoint<P, Row>,
  where: Where<P>,
  plan: PullPlan,
  window: Window,
): AsyncGenerator<Pulled<Row>> {
  const there = { tolerant: true, ...where, range: { by: 'lastModified' as const, ...window } }
  if (plan.mode === 'whole') {
    const all = fresh(await client.whole(endpoint, there), nothingMet())
    yield { ...all, window, last: true }
    return
  }
  // a page is given once the next is there, so that the last can be marked
  let held: Rows<Row> | null = null
  for await (const page of pagesOf(client, endpoint, there)) {
    if (held !== null) yield { ...held, window, last: false }
    held = page
  }
  if (held !== null) yield { ...held, window, last: true }
}

const rateOf = async <P extends string, Row>(
  client: Pick<MetrcClient, 'page'>,
  endpoint: ListEndpoint<P, Row>,
  where: Where<P>,
  span: Omit<PullSpan, 'rowsPerDay'>,
): Promise<number> => {
  const start = new Date(span.from.getTime() - (span.overlapMs ?? OVERLAP))
  const days = (span.to.getTime() - start.getTime()) / DAY
  // a day or less is one call either way
  if (days <= 1) return Infinity
  const range = { by: 'lastModified' as const, start, end: span.to }
  return (await countRows(client, endpoint, { ...where, range })) / days
}
