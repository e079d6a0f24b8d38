import { packageEvents } from './evidence.ts'
import { receivedInWrongUnit } from './factors.ts'
import type { PackageFacts, World } from './facts.ts'
import type { Finding, FindingClass, Late, Proposal, Side } from './finding.ts'
import type { ReceiptVerdict } from './judge-receipts.ts'
import { partsText, worth, type Parts } from './parts.ts'
import type { Scale } from './scale.ts'

/** How far a side is off once everything that is known to explain a difference is taken out. */
interface Residual {
  readonly off: Parts
  /** Whether what is still on its way could explain it. */
  readonly settled: boolean
}

const SILENT: { readonly findings: Finding[]; readonly late: Late[] } = { findings: [], late: [] }

/**
 * Compares the quantities of the sides, after the receipts. Where till and state agree with each other and not with our
 * book, the book is off; else each side that differs from it. While both are off and one of them is in motion nothing is
 * said, because which side is wrong cannot be told.
 */
export const judgeQuantity = (
  facts: PackageFacts,
  scale: Scale,
  receipts: ReceiptVerdict,
  world: World,
): { readonly findings: readonly Finding[]; readonly late: readonly Late[] } => {
  const truth = facts.shelf ?? (world.coverage.hasShelf ? null : facts.pos)
  const held = truth === null ? null : scale.of(truth.quantity, truth.unit)
  if (truth === null || held === null) return SILENT
  const pos = facts.pos === truth ? null : residualOfTill(facts, scale, held, world)
  const state = residualOfState(facts, scale, held, receipts, world)
  const slack = scale.slack(held)
  if (pos !== null && state !== null && Math.abs(pos.off - state.off) <= slack) {
    if (pos.off === 0) return SILENT
    if (pos.settled || state.settled)
      return { findings: [drift(facts, scale, 'shelf', -state.off, world)], late: [] }
    return { findings: [], late: [wait(facts, world)] }
  }
  const off = [
    ...(pos === null || pos.off === 0 ? [] : [{ side: 'pos' as const, ...pos }]),
    ...(state === null || state.off === 0 ? [] : [{ side: 'state' as const, ...state }]),
  ]
  if (off.some(({ settled }) => !settled)) return { findings: [], late: [wait(facts, world)] }
  return { findings: off.map((one) => drift(facts, scale, one.side, one.off, world)), late: [] }
}

const residualOfState = (
  facts: PackageFacts,
  scale: Scale,
  held: Parts,
  receipts: ReceiptVerdict,
  { coverage, lags }: World,
): Residual | null => {
  const { state } = facts
  if (state === null || coverage.stateAt === null) return null
  const quantity = scale.of(state.quantity, state.unit)
  if (quantity === null) return null
  const off = beyond(quantity - held - receipts.effect, scale.slack(held))
  const recent = facts.movements
    .filter(({ at }) => at > (coverage.stateAt ?? 0) - lags.report - lags.mirror)
    .map((one) => -(scale.of(one.quantity, facts.shelf?.unit ?? scale.unit) ?? 0))
  // a change the state made after everything else was read may have a cause nobody has told us yet
  const read = Math.min(
    coverage.receipts?.until ?? coverage.stateAt,
    coverage.sales?.until ?? coverage.stateAt,
  )
  const inMotion = state.changedAt > read - lags.mirror
  return { off, settled: !inMotion && !isSum(off, [...receipts.unsure, ...recent], scale.slack(held)) }
}

const residualOfTill = (
  facts: PackageFacts,
  scale: Scale,
  held: Parts,
  { coverage, lags }: World,
): Residual | null => {
  const { pos } = facts
  if (pos === null || coverage.posAt === null) return null
  const quantity = scale.of(pos.quantity, pos.unit)
  if (quantity === null) return null
  const off = beyond(quantity - held, scale.slack(held))
  const young = coverage.posAt - lags.mirror
  const sold = facts.sales
    .filter(({ at, changedAt }) => at > young || changedAt > young)
    .map((line) => (line.voided ? -1 : 1) * (scale.of(line.quantity, line.unit) ?? 0))
  const moved = facts.movements
    .filter(({ at }) => at > (coverage.posAt ?? 0) - lags.report - lags.mirror)
    .map((one) => -(scale.of(one.quantity, facts.shelf?.unit ?? scale.unit) ?? 0))
  const inMotion = pos.changedAt > (coverage.sales?.until ?? coverage.posAt) - lags.mirror
  return { off, settled: !inMotion && !isSum(off, [...sold, ...moved], scale.slack(held)) }
}

const beyond = (off: Parts, slack: Parts): Parts => (Math.abs(off) <= slack ? 0 : off)

/** More events than this on their way at once are taken to explain anything between their extremes. */
const FEW = 10

/** Whether some of the changes on their way add up to `off`. */
const isSum = (off: Parts, changes: readonly Parts[], slack: Parts): boolean => {
  if (changes.length > FEW) {
    const most = changes.reduce((sum, one) => sum + Math.max(0, one), 0)
    const least = changes.reduce((sum, one) => sum + Math.min(0, one), 0)
    return off >= least - slack && off <= most + slack
  }
  const sums = new Set([0])
  for (const change of changes) for (const sum of new Set(sums)) sums.add(sum + change)
  return slack === 0 ? sums.has(off) : [...sums].some((sum) => Math.abs(sum - off) <= slack)
}

const wait = (facts: PackageFacts, { coverage, lags }: World): Late => ({
  tag: facts.tag,
  what: 'quantity',
  reference: null,
  until: coverage.now + lags.report,
  withholds: ['quantity_drift', 'unit_mistake'],
})

const NAMES: Readonly<Record<Side, string>> = { shelf: 'Our book', pos: 'The till', state: 'The state' }

const drift = (facts: PackageFacts, scale: Scale, side: Side, off: Parts, world: World): Finding => {
  const received = facts.received.flatMap(({ quantity, unit }) => scale.of(quantity, unit) ?? [])
  const mistake = receivedInWrongUnit(received, off, scale.dimension, facts)
  const size = `${partsText(Math.abs(off))} ${scale.unit}`
  const than =
    side === 'shelf' ? 'than the till and the state agree on' : 'than the count and what happened since say'
  const cls: FindingClass = mistake === null ? 'quantity_drift' : 'unit_mistake'
  return {
    class: cls,
    cause: mistake === null ? 'unexplained' : 'received_quantity',
    tag: facts.tag,
    subject: side,
    productId: facts.productId,
    quantityOff: off,
    unit: scale.unit,
    dollarsMinor: worth(off, facts.price),
    explanation: `${NAMES[side]} has ${size} ${off > 0 ? 'more' : 'less'} ${than}${mistake === null ? '' : `: ${mistake} at receiving`}.`,
    evidence: packageEvents(facts, world.coverage.now),
    proposal: fix(facts, scale, side, off, mistake),
  }
}

const fix = (facts: PackageFacts, scale: Scale, side: Side, off: Parts, mistake: string | null): Proposal => {
  const unit = facts[side]?.unit ?? scale.unit
  const change = scale.back(-off, unit)
  const common = {
    target: side,
    quantity: partsText(change ?? -off),
    unit: change === null ? scale.unit : unit,
    reference: null,
  }
  const countedAt = facts.shelf?.countedAt ?? null
  if (side === 'shelf' && countedAt !== null) {
    const theirs = facts.state?.unit ?? scale.unit
    return {
      target: 'state',
      kind: 'adjust_state',
      // what the book has too much, state and till have too little
      quantity: partsText(scale.back(off, theirs) ?? off),
      unit: scale.back(off, theirs) === null ? scale.unit : theirs,
      reference: null,
      reason: `Counted on ${new Date(countedAt).toISOString().slice(0, 10)}. Count once more; if it holds, bring the state and then the till to it.`,
      by: 'interface',
      permission: 'compliance.correct',
    }
  }
  if (side === 'shelf')
    return {
      ...common,
      kind: 'count_shelf',
      reason: 'Count the package; the till and the state agree with each other.',
      by: 'person',
      permission: 'stock.count',
    }
  const reason =
    mistake === null
      ? 'Count the package first; then bring this side to the count.'
      : `At receiving ${mistake}.`
  return side === 'state'
    ? { ...common, kind: 'adjust_state', reason, by: 'interface', permission: 'compliance.correct' }
    : { ...common, kind: 'adjust_pos', reason, by: 'person', permission: 'compliance.correct' }
}
