import { inOrder, noteEvent, saleEvents } from './evidence.ts'
import type { PackageFacts, StateOfPackage, World } from './facts.ts'
import type { Evidence, Finding, FindingClass } from './finding.ts'
import { soldByReceipt, type Sold } from './group-lines.ts'
import { partsText } from './parts.ts'
import type { Scale } from './scale.ts'

/**
 * Lab states that, by their names, let goods be sold, and those that do not (Metrc's list; what each means for a sale is
 * inferred from its name). A word on neither list says nothing.
 */
const UNTESTED: ReadonlySet<string> = new Set([
  'notsubmitted',
  'submittedfortesting',
  'testinginprogress',
  'awaitingconfirmation',
  'testfailed',
  'retestfailed',
  'selectedforrandomtesting',
])

/** Sales of goods that must not be sold: on hold or recalled, past their date, or not tested. */
export const judgeBarredSales = (facts: PackageFacts, scale: Scale, world: World): Finding[] => {
  const { sales } = world.coverage
  const counts = world.expiryCounts(facts.category)
  const expiresOn = counts ? (facts.state?.expiresOn ?? facts.pos?.expiresOn ?? null) : null
  if (sales === null || (facts.history.length === 0 && facts.holds.length === 0 && expiresOn === null))
    return []
  return soldByReceipt(facts, scale)
    .filter(({ at, live }) => live > 0 && at >= sales.from)
    .flatMap((sold) => barsOf(facts, sold, expiresOn).map((bar) => barred(facts, scale, sold, bar)))
}

interface Bar {
  readonly class: FindingClass
  readonly cause: string
  readonly words: string
  readonly evidence: Evidence
}

const barsOf = (facts: PackageFacts, sold: Sold, expiresOn: string | null): Bar[] => {
  const bars: Bar[] = []
  const then = stateAt(facts.history, sold.at)
  if (then !== null && (then.onHold || then.onRecall)) {
    const what = then.onRecall ? 'recalled by the state' : 'on hold with the state'
    bars.push({
      class: 'sold_on_hold',
      cause: then.onRecall ? 'recall' : 'state_hold',
      words: `while it was ${what}`,
      evidence: noteEvent(then.at, 'state', what),
    })
  } else {
    const hold = facts.holds.find(({ from, until }) => from <= sold.at && (until === null || sold.at < until))
    if (hold !== undefined)
      bars.push({
        class: 'sold_on_hold',
        cause: 'own_hold',
        words: `while we held it (${hold.reason})`,
        evidence: noteEvent(hold.from, 'shelf', `held: ${hold.reason}`),
      })
  }
  if (expiresOn !== null && sold.day > expiresOn)
    bars.push({
      class: 'sold_expired',
      cause: 'past_date',
      words: `after its date, ${expiresOn}`,
      evidence: noteEvent(Date.parse(`${expiresOn}T23:59:59Z`), 'state', 'last day'),
    })
  if (then?.labState != null && UNTESTED.has(then.labState.toLowerCase().replaceAll(/[^a-z]/g, '')))
    bars.push({
      class: 'sold_untested',
      cause: then.labState,
      words: `while its lab state was ${then.labState}`,
      evidence: noteEvent(then.at, 'state', `lab state ${then.labState}`),
    })
  return bars
}

/** What the state said last at or before an instant; null before it was first heard of. */
const stateAt = (history: readonly StateOfPackage[], at: number): StateOfPackage | null =>
  history.findLast((one) => one.at <= at) ?? null

const barred = (facts: PackageFacts, scale: Scale, sold: Sold, bar: Bar): Finding => ({
  class: bar.class,
  cause: bar.cause,
  tag: facts.tag,
  subject: sold.key,
  productId: facts.productId,
  quantityOff: null,
  unit: null,
  dollarsMinor: sold.amountMinor,
  explanation: `Receipt ${sold.number} sold ${partsText(sold.live)} ${scale.unit} of this package ${bar.words}.`,
  evidence: inOrder([...saleEvents(sold, scale.unit), bar.evidence]),
  proposal: {
    kind: 'tell_state',
    target: 'state',
    quantity: null,
    unit: null,
    reference: sold.number,
    reason:
      'A sale cannot be undone by an entry. Stop selling the package, find the customer, tell the agency as the rule asks, and write down what was done.',
    by: 'person',
    permission: 'compliance.correct',
  },
})
