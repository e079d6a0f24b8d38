import { inOrder, reportEvents, saleEvents } from './evidence.ts'
import { unitMistake } from './factors.ts'
import type { PackageFacts, World } from './facts.ts'
import type { CorrectionKind, Evidence, Finding, FindingClass, Late, Proposal } from './finding.ts'
import { reportedByReceipt, soldByReceipt, type Reported, type Sold } from './group-lines.ts'
import { pairReceipts, type Pair } from './pair-receipts.ts'
import { partsText, worth, type Parts } from './parts.ts'
import type { Scale } from './scale.ts'

/** What the receipts of a package say. */
export interface ReceiptVerdict {
  readonly findings: Finding[]
  readonly late: Late[]
  /** By how much the state's figure must exceed ours because of what is missing or told twice. */
  readonly effect: Parts
  /** Changes of the state's figure that may or may not have been made when it was read. */
  readonly unsure: Parts[]
}

const NOTHING: ReceiptVerdict = { findings: [], late: [], effect: 0, unsure: [] }

/** Compares what the till sold from a package with what the state was told of it. */
export const judgeReceipts = (facts: PackageFacts, scale: Scale, world: World): ReceiptVerdict => {
  const { sales, receipts } = world.coverage
  if (sales === null || receipts === null || (facts.sales.length === 0 && facts.reports.length === 0))
    return NOTHING
  const from = Math.max(sales.from, receipts.from)
  const reported = reportedByReceipt(facts, scale)
  const paired = pairReceipts(
    soldByReceipt(facts, scale),
    reported,
    world.tillNumbers,
    world.lags.clocks,
    scale.slack,
  )
  const desk = new Desk(facts, scale, world, { sales: sales.until, receipts: receipts.until })
  desk.noteUnread(reported)
  for (const pair of paired.pairs) if (pair.sold.at >= from) desk.judge(pair)
  for (const report of paired.unclaimed) if (report.at >= from) desk.judgeUnclaimed(report, paired.pairs)
  return desk
}

/** Takes the verdicts of one package together. */
class Desk implements ReceiptVerdict {
  readonly findings: Finding[] = []
  readonly late: Late[] = []
  readonly unsure: Parts[] = []
  effect: Parts = 0
  readonly #facts: PackageFacts
  readonly #scale: Scale
  readonly #world: World
  readonly #until: { readonly sales: number; readonly receipts: number }

  constructor(facts: PackageFacts, scale: Scale, world: World, until: { sales: number; receipts: number }) {
    this.#facts = facts
    this.#scale = scale
    this.#world = world
    this.#until = until
  }

  /** How long after it happened the state may first show something. */
  get #inTime(): number {
    return this.#world.lags.report + this.#world.lags.mirror
  }

  judge(pair: Pair): void {
    const { sold, live } = pair
    if (sold.live === 0) this.#judgeStruckOut(pair)
    else if (live.length === 0) this.#judgeUnreported(pair)
    else {
      const [report, ...more] = live as [Reported, ...Reported[]]
      this.#judgeQuantity(sold, report)
      for (const again of more) this.#doubled(again, sold)
    }
  }

  /** A report that no receipt of the till answers to. */
  judgeUnclaimed(report: Reported, pairs: readonly Pair[]): void {
    const { clocks, mirror } = this.#world.lags
    const twin = pairs.find(({ sold, live: [first] }) => isTwin(report, sold, first, this.#scale, clocks))
    if (twin !== undefined) return this.#doubled(report, twin.sold)
    if (this.#soldUnnamed(report)) return
    this.effect -= report.quantity
    const until = report.at + mirror + clocks
    if (this.#until.sales < until) {
      // the till may only be slow to tell
      this.#wait('report', report.stateId, until, ['voided_one_side', 'double_reported'])
      return
    }
    this.#find({
      class: 'voided_one_side',
      cause: 'not_at_till',
      subject: report.stateId,
      off: -report.quantity,
      amount: report.amountMinor,
      words: `The state holds receipt ${nameOf(report)} with ${this.#told(report.quantity)} of this package; the till has no such sale.`,
      evidence: reportEvents(report, this.#scale.unit),
      fix: this.#fix(
        'void_report',
        report.quantity,
        report.stateId,
        'The till has no sale that answers to this receipt.',
      ),
    })
  }

  #judgeStruckOut({ sold, live }: Pair): void {
    if (live.length === 0) return
    const until = sold.changedAt + this.#inTime
    for (const report of live) {
      this.effect -= report.quantity
      if (this.#until.receipts < until) {
        this.#wait('void', sold.number, until, ['voided_one_side'])
        this.unsure.push(report.quantity)
        continue
      }
      this.#find({
        class: 'voided_one_side',
        cause: 'voided_at_till',
        subject: report.stateId,
        off: -report.quantity,
        amount: sold.amountMinor,
        words: `The till struck out receipt ${sold.number}; the state still holds it as ${nameOf(report)}.`,
        evidence: [...saleEvents(sold, this.#scale.unit), ...reportEvents(report, this.#scale.unit)],
        fix: this.#fix(
          'void_report',
          report.quantity,
          report.stateId,
          'The sale was struck out at the till.',
        ),
      })
    }
  }

  #judgeUnreported({ sold, struckOut }: Pair): void {
    this.effect += sold.live
    const [voided] = struckOut
    const since = voided?.changedAt ?? sold.at
    const until = since + this.#inTime
    const late = voided === undefined ? this.#until.receipts < until : this.#until.sales < until
    if (late) {
      this.#wait(
        voided === undefined ? 'sale' : 'void',
        sold.number,
        until,
        voided === undefined ? ['unreported_sale'] : ['voided_one_side'],
      )
      this.unsure.push(-sold.live)
      return
    }
    const events = saleEvents(sold, this.#scale.unit)
    const common = { subject: sold.key, off: sold.live, amount: sold.amountMinor }
    if (voided === undefined)
      return this.#find({
        ...common,
        class: 'unreported_sale',
        cause: 'no_receipt',
        words: `The till sold ${this.#told(sold.live)} on receipt ${sold.number}; the state was not told.`,
        evidence: events,
        fix: this.#fix(
          'report_sale',
          -sold.live,
          sold.number,
          'The sale stands at the till and is not with the state.',
        ),
      })
    return this.#find({
      ...common,
      class: 'voided_one_side',
      cause: 'voided_at_state',
      words: `Receipt ${sold.number} stands at the till; the state's ${nameOf(voided)} was struck out.`,
      evidence: [...events, ...reportEvents(voided, this.#scale.unit)],
      fix: this.#fix(
        'report_sale',
        -sold.live,
        sold.number,
        'The sale stands at the till; its report was struck out.',
      ),
    })
  }

  #judgeQuantity(sold: Sold, report: Reported): void {
    const off = sold.live - report.quantity
    if (Math.abs(off) <= this.#scale.slack(sold.live)) {
      // what rounding leaves between the units belongs to the comparison of quantities
      this.effect += off
      return
    }
    this.effect += off
    const until = sold.changedAt + this.#inTime
    if (this.#until.receipts < until) {
      this.#wait('report', sold.number, until, ['unit_mistake', 'quantity_drift', 'voided_one_side'])
      this.unsure.push(-off)
      return
    }
    const words = unitMistake(sold.live, report.quantity, this.#scale.dimension, this.#facts)
    const isPartVoid = words === null && report.quantity === sold.live + sold.voided
    this.#find({
      class: words !== null ? 'unit_mistake' : isPartVoid ? 'voided_one_side' : 'quantity_drift',
      cause: isPartVoid ? 'part_voided_at_till' : 'reported_quantity',
      subject: sold.key,
      off,
      amount: null,
      words: `Receipt ${sold.number} took ${this.#told(sold.live)}; the state was told ${this.#told(report.quantity)}${words === null ? '' : `: ${words}`}.`,
      evidence: [...saleEvents(sold, this.#scale.unit), ...reportEvents(report, this.#scale.unit)],
      fix: this.#fix('correct_report', -off, report.stateId, `Sold were ${this.#told(sold.live)}.`),
    })
  }

  #doubled(report: Reported, sold: Sold): void {
    this.effect -= report.quantity
    this.#find({
      class: 'double_reported',
      cause: 'second_report',
      subject: report.stateId,
      off: -report.quantity,
      amount: report.amountMinor,
      words: `Receipt ${sold.number} is with the state more than once: ${nameOf(report)} is one too many.`,
      evidence: [...saleEvents(sold, this.#scale.unit), ...reportEvents(report, this.#scale.unit)],
      fix: this.#fix('void_report', report.quantity, report.stateId, 'The same sale was reported twice.'),
    })
  }

  /** A till that does not name packages on some lines cannot be held to have no such sale. */
  #soldUnnamed(report: Reported): boolean {
    const { untaggedNumbers, tillNumbers } = this.#world
    if (report.key !== null && tillNumbers.has(report.key)) return untaggedNumbers.has(report.key)
    return untaggedNumbers.size > 0
  }

  /** Reports made or struck out so lately that the state's figure may have been read before it showed them. */
  noteUnread(reported: readonly Reported[]): void {
    const { stateAt } = this.#world.coverage
    if (stateAt === null) return
    for (const { changedAt, quantity, voided } of reported)
      if (changedAt > stateAt - this.#world.lags.mirror) this.unsure.push(voided ? -quantity : quantity)
  }

  #wait(what: Late['what'], reference: string, until: number, withholds: readonly FindingClass[]): void {
    this.late.push({ tag: this.#facts.tag, what, reference, until, withholds })
  }

  #told(quantity: Parts): string {
    return `${partsText(quantity)} ${this.#scale.unit}`
  }

  #fix(kind: CorrectionKind, quantity: Parts, reference: string, reason: string): Proposal {
    const unit = this.#facts.state?.unit ?? this.#scale.unit
    const inTheirs = this.#scale.back(quantity, unit)
    return {
      kind,
      target: 'state',
      quantity: partsText(inTheirs ?? quantity),
      unit: inTheirs === null ? this.#scale.unit : unit,
      reference,
      reason,
      by: 'interface',
      permission: 'compliance.correct',
    }
  }

  #find(of: {
    class: FindingClass
    cause: string
    subject: string
    off: Parts
    amount: number | null
    words: string
    evidence: readonly Evidence[]
    fix: Proposal
  }): void {
    const { tag, productId, price } = this.#facts
    this.findings.push({
      class: of.class,
      cause: of.cause,
      tag,
      subject: of.subject,
      productId,
      quantityOff: of.off,
      unit: this.#scale.unit,
      dollarsMinor: of.amount ?? worth(of.off, price),
      explanation: of.words,
      evidence: inOrder(of.evidence),
      proposal: of.fix,
    })
  }
}

/**
 * Whether a report nobody claims tells again what another told of a sale. A report with a number of its own does not,
 * unless the first one's number is not the till's either.
 */
const isTwin = (
  report: Reported,
  sold: Sold,
  first: Reported | undefined,
  scale: Scale,
  clocksMs: number,
): boolean =>
  first !== undefined &&
  (report.key === null || first.key !== sold.key) &&
  Math.abs(first.quantity - report.quantity) <= scale.slack(first.quantity) &&
  Math.abs(first.at - report.at) <= clocksMs

const nameOf = (report: Reported): string =>
  report.number === null || report.number === report.stateId
    ? report.stateId
    : `${report.stateId} (${report.number})`
