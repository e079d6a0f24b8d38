import { businessDay } from '@suite/kernel'
import { isAccepted, weaker, type AcceptedStatus } from '../state-rules/marks.ts'
import type { Bucket, PurchaseLimit } from '../state-rules/limit-shape.ts'
import type { KnownRule, RuleAnswer } from '../state-rules/rule.ts'
import type { LimitTopic } from '../state-rules/topics.ts'
import type { BasketLine, BucketRoom, CustomerKind, LimitReason, LimitVerdict, PastLine } from './contract.ts'
import { barriersOf } from './barriers.ts'
import { fillBucket, type Filling } from './fill-bucket.ts'
import { add, compare, subtract, toDecimal, type Fraction } from './fraction.ts'
import { isSameGroup } from './limit-rule.ts'
import { inUnit, type Amount } from './units.ts'
import { isInWindow, windowWords, type WindowReading } from './windows.ts'

const ROOM_PLACES = 4

/** All that a verdict needs; the engine reads no clock and no database. */
export interface LimitQuestion {
  /** The rule of the customer's kind on the day of sale, as `limitRule` found it; not filtered by certainty. */
  readonly rule: RuleAnswer<LimitTopic>
  /** The least certainty the organisation acts on. What is below it is unknown, and unknown blocks. */
  readonly accept: AcceptedStatus
  readonly customerKind: CustomerKind
  readonly basket: readonly BasketLine[]
  readonly history: readonly PastLine[]
  readonly reading: WindowReading
  readonly stateSystemAsked?: boolean
  readonly documents?: readonly LimitDocument[]
}

/** A doctor's note that sets another amount for a bucket. */
export interface LimitDocument {
  readonly bucket: string
  readonly cap: Amount
  readonly reference: string
}

/**
 * Whether a basket may be sold, with the reasons when not and the room left in each bucket. Adding goods never turns a
 * blocked basket into an allowed one, and within a window splitting it never gains.
 * @throws AppError `unit_mismatch`, `bad_amount` when a content has a unit that its basis cannot have
 */
export const checkBasket = (question: LimitQuestion): LimitVerdict => {
  const { rule, reading } = question
  const day = businessDay(reading.now, reading.timeZone, 0)
  if (!rule.known) return blockedUnknown(day, rule.reason, rule.standing)
  const judged = rule.value.buckets.map((bucket) => judge(bucket, rule, question))
  const reasons = [
    ...(isAccepted(rule.status, question.accept) ? [] : [notVerified(rule)]),
    ...barriersOf(rule.value, question),
    ...judged.flatMap((each) => each.reasons),
  ]
  return {
    allowed: reasons.length === 0,
    reasons,
    buckets: judged.map(({ room }) => room),
    status: rule.status,
    source: rule.source.citation,
    standing: rule.standing,
    note: rule.rule.note,
    scope: rule.value.scope ?? null,
    day,
  }
}

const judge = (
  bucket: Bucket,
  rule: KnownRule<LimitTopic>,
  question: LimitQuestion,
): { room: BucketRoom; reasons: readonly LimitReason[] } => {
  const facts = { limit: rule.value, accept: question.accept }
  const past = question.history.filter((line) => countsBefore(line, bucket, rule.value, question))
  const before = fillBucket(bucket, past, facts)
  const basket = fillBucket(bucket, question.basket, facts)
  const cap = capOf(bucket, rule.value, question.documents ?? [])
  const total = add(before.total, basket.total)
  const unknown = [...before.unknown, ...basket.unknown]
  const room: BucketRoom = {
    id: bucket.id,
    label: bucket.label,
    window: windowWords(bucket.window),
    cap: toDecimal(cap, ROOM_PLACES),
    unit: bucket.cap.unit,
    before: shown(before),
    basket: shown(basket),
    remaining:
      unknown.length > 0
        ? null
        : compare(total, cap) > 0
          ? '0'
          : toDecimal(subtract(cap, total), ROOM_PLACES),
    status: bucket.mark === undefined ? rule.status : weaker(rule.status, bucket.mark.status),
    source: bucket.mark?.source ?? rule.source.citation,
  }
  return {
    room,
    reasons: compare(total, cap) > 0 ? [...unknown, tooMuch(bucket, total, cap, question)] : unknown,
  }
}

/** Adult and medical purchases count together unless the rule says that the two limits add up: the cautious reading. */
const countsBefore = (
  line: PastLine,
  bucket: Bucket,
  limit: PurchaseLimit,
  question: LimitQuestion,
): boolean =>
  isInWindow(bucket.window, new Date(line.purchasedAt), question.reading) &&
  (limit.combinesWithOtherKinds !== true || isSameGroup(line.customerKind, question.customerKind))

const shown = ({ total, unknown }: Filling): string | null =>
  unknown.length > 0 ? null : toDecimal(total, ROOM_PLACES)

const capOf = (bucket: Bucket, limit: PurchaseLimit, documents: readonly LimitDocument[]): Fraction => {
  const document =
    limit.documentMayRaise === true ? documents.find((each) => each.bucket === bucket.id) : undefined
  return inUnit(document?.cap ?? bucket.cap, bucket.cap.unit, limit.ounceGrams)
}

const tooMuch = (bucket: Bucket, total: Fraction, cap: Fraction, { basket }: LimitQuestion): LimitReason => {
  const words = (value: Fraction): string => `${toDecimal(value, ROOM_PLACES)} ${bucket.cap.unit}`
  const forms = new Set(bucket.counts.flatMap((count) => count.forms))
  return {
    code: 'over_limit',
    message: `${bucket.label}: ${words(total)} with this basket, ${words(cap)} allowed ${windowWords(bucket.window)}. Take out ${words(subtract(total, cap))}.`,
    bucket: bucket.id,
    lineIds: basket.filter(({ parts }) => parts.some(({ form }) => forms.has(form))).map(({ id }) => id),
  }
}

const blockedUnknown = (day: string, message: string, standing: string): LimitVerdict => ({
  allowed: false,
  reasons: [{ code: 'rule_unknown', message, bucket: null, lineIds: [] }],
  buckets: [],
  status: 'unknown',
  source: null,
  standing,
  note: null,
  scope: null,
  day,
})

const notVerified = (rule: KnownRule<LimitTopic>): LimitReason => ({
  code: 'rule_unknown',
  message: `The limit of ${rule.state} is only ${rule.status} (${rule.source.citation}). Confirm it under Rules with a source before selling by it.`,
  bucket: null,
  lineIds: [],
})
