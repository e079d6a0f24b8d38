import { isAccepted, type AcceptedStatus } from '../state-rules/marks.ts'
import type { PurchaseLimit } from '../state-rules/limit-shape.ts'
import type { BasketLine, CustomerKind, LimitReason, PastLine } from './contract.ts'
import { isSameGroup } from './limit-rule.ts'
import { isInWindow, type WindowReading } from './windows.ts'

/** What blocks a basket whatever its buckets hold. */
interface BarrierFacts {
  readonly accept: AcceptedStatus
  readonly customerKind: CustomerKind
  readonly basket: readonly BasketLine[]
  readonly history: readonly PastLine[]
  readonly reading: WindowReading
  readonly stateSystemAsked?: boolean
  readonly documents?: readonly { readonly bucket: string }[]
}

/** Reasons that lie outside the buckets: checks not made, kinds combined, goods nobody can count. */
export const barriersOf = (limit: PurchaseLimit, facts: BarrierFacts): LimitReason[] => [
  ...stateSystem(limit, facts),
  ...documents(limit, facts),
  ...combinedKinds(limit, facts),
  ...uncountable(limit, facts),
]

const reason = (
  code: LimitReason['code'],
  message: string,
  lines: readonly BasketLine[] = [],
): LimitReason => ({
  code,
  message,
  bucket: null,
  lineIds: lines.map(({ id }) => id),
})

const stateSystem = (limit: PurchaseLimit, facts: BarrierFacts): LimitReason[] =>
  limit.stateCheckFirst === true && facts.stateSystemAsked !== true
    ? [reason('state_system_not_asked', "Ask the state's system about this customer before the sale.")]
    : []

const documents = (limit: PurchaseLimit, facts: BarrierFacts): LimitReason[] => {
  const known = new Set(limit.documentMayRaise === true ? limit.buckets.map(({ id }) => id) : [])
  return (facts.documents ?? []).every(({ bucket }) => known.has(bucket))
    ? []
    : [reason('document_not_allowed', 'The rule knows no document for this limit. Leave the document out.')]
}

/** Adults' and patients' purchases of one day, where the two limits may not be added to one another. */
const combinedKinds = (limit: PurchaseLimit, facts: BarrierFacts): LimitReason[] => {
  if (limit.combinesWithOtherKinds !== false) return []
  const others = facts.history.filter(
    (line) =>
      !isSameGroup(line.customerKind, facts.customerKind) &&
      isInWindow({ kind: 'day' }, new Date(line.purchasedAt), facts.reading),
  )
  return others.length === 0
    ? []
    : [
        reason(
          'kinds_combined',
          'This customer bought today under the other kind of limit, and the two may not be combined.',
          others,
        ),
      ]
}

/** Goods that no bucket counts and nothing exempts, and lines of which nobody has said what they are. */
const uncountable = (limit: PurchaseLimit, facts: BarrierFacts): LimitReason[] => {
  const counted = limit.buckets.flatMap(({ counts }) => counts.flatMap(({ forms }) => forms))
  const exempt = (limit.exempt ?? [])
    .filter(({ mark }) => mark === undefined || isAccepted(mark.status, facts.accept))
    .flatMap(({ forms }) => forms)
  const countable = new Set<string>(['accessory', ...counted, ...exempt])
  const recent = facts.history.filter(({ purchasedAt }) =>
    limit.buckets.some(({ window }) => isInWindow(window, new Date(purchasedAt), facts.reading)),
  )
  const lines = [...facts.basket, ...recent]
  const unclassified = lines.filter(({ parts }) => parts.length === 0)
  const strange = lines.filter(({ parts }) => parts.some(({ form }) => !countable.has(form)))
  const forms = new Set(
    strange.flatMap(({ parts }) => parts.map(({ form }) => form)).filter((f) => !countable.has(f)),
  )
  return [
    ...(unclassified.length === 0
      ? []
      : [
          reason(
            'not_classified',
            'Nobody has said what this product is to the limits. Enter its form and contents.',
            unclassified,
          ),
        ]),
    ...(strange.length === 0
      ? []
      : [
          reason(
            'equivalency_unknown',
            `The rule does not say how ${[...forms].join(', ')} counts. Enter it under Rules with a source.`,
            strange,
          ),
        ]),
  ]
}
