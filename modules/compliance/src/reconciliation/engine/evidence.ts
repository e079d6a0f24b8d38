import type { Instant, PackageFacts } from './facts.ts'
import type { Evidence, Side } from './finding.ts'
import type { Reported, Sold } from './group-lines.ts'
import { partsText, type Parts } from './parts.ts'

/** The most events a finding carries; unit replay shows them all. */
const MOST = 40

const event = (
  at: Instant,
  side: Side,
  what: string,
  of: { quantity?: Parts; unit?: string; reference?: string | null } = {},
): Evidence => ({
  at: new Date(at).toISOString(),
  side,
  what,
  quantity: of.quantity === undefined ? null : partsText(of.quantity),
  unit: of.unit ?? null,
  reference: of.reference ?? null,
})

/** A sale at the till, and what became of it. */
export const saleEvents = (sold: Sold, unit: string): Evidence[] => [
  event(sold.at, 'pos', 'sold', {
    quantity: sold.live === 0 ? sold.voided : sold.live,
    unit,
    reference: sold.number,
  }),
  ...(sold.voided > 0
    ? [event(sold.changedAt, 'pos', 'struck out', { quantity: sold.voided, unit, reference: sold.number })]
    : []),
]

/** A receipt of the state, and what became of it. */
export const reportEvents = (report: Reported, unit: string): Evidence[] => [
  event(report.at, 'state', 'reported', { quantity: report.quantity, unit, reference: report.stateId }),
  ...(report.voided ? [event(report.changedAt, 'state', 'struck out', { reference: report.stateId })] : []),
]

/** What the sides last said of a package and what moved it, newest last. */
export const packageEvents = (facts: PackageFacts, now: Instant): Evidence[] => {
  const moved = facts.movements.map((one) =>
    event(one.at, 'shelf', one.reason === null ? one.kind : `${one.kind}: ${one.reason}`, {
      quantity: one.quantity,
      ...(facts.shelf === null ? {} : { unit: facts.shelf.unit }),
    }),
  )
  const told = (['pos', 'state'] as const).flatMap((side) => {
    const said = facts[side]
    if (said === null) return []
    const what = said.active ? 'says it holds' : 'says it is closed, holding'
    return [event(said.changedAt, side, what, { quantity: said.quantity, unit: said.unit })]
  })
  const shelf =
    facts.shelf === null
      ? []
      : [
          event(now, 'shelf', 'holds by the last count and what happened since', {
            quantity: facts.shelf.quantity,
            unit: facts.shelf.unit,
          }),
        ]
  return inOrder([...moved, ...told, ...shelf])
}

/** Something the state or we said of a package at an instant. */
export const noteEvent = (at: Instant, side: Side, what: string): Evidence => event(at, side, what)

/** Events by time; of very many the last ones. */
export const inOrder = (events: readonly Evidence[]): Evidence[] =>
  events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(-MOST)
