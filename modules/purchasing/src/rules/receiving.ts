import { Decimal, invalid } from '@suite/kernel'
import type { OrderStatus } from './order-state.ts'

/** A line as far as receiving cares; quantities in the product's stock unit. */
export interface OpenLine {
  readonly id: string
  readonly name: string
  readonly quantity: string
  readonly received: string
  readonly casePack: string
}

/** Goods handed over for one line: one entry a lot. */
export interface Delivery {
  readonly lineId: string
  readonly quantity: string
  /** Why more came than was ordered. */
  readonly reason?: string | undefined
}

/** Share of the ordered quantity that may come on top, given a reason; one whole case is always tolerated. */
export const OVER_RECEIPT_SHARE = 0.1

/** Most that may be received of a line in all: 10 % or one case more than ordered, whichever is more. */
export const receivingLimit = (line: Pick<OpenLine, 'quantity' | 'casePack'>): Decimal => {
  const ordered = new Decimal(line.quantity)
  return Decimal.max(ordered.times(1 + OVER_RECEIPT_SHARE), ordered.plus(line.casePack))
}

/** What is still to come of a line; never below zero. */
export const openQuantity = (line: Pick<OpenLine, 'quantity' | 'received'>): Decimal =>
  Decimal.max(0, new Decimal(line.quantity).minus(line.received))

/**
 * Adds deliveries to the lines of an order: new received quantities by line id, and where the order then stands.
 * @throws AppError `nothing_received`, `unknown_line`, `bad_quantity`, `over_receipt`, `over_receipt_reason`, each naming
 * the entry
 */
export const receive = (
  lines: readonly OpenLine[],
  deliveries: readonly Delivery[],
): { received: ReadonlyMap<string, string>; status: OrderStatus } => {
  if (deliveries.length === 0)
    throw invalid('nothing_received', 'Nothing was received. Enter at least one quantity.')
  const byId = new Map(lines.map((line) => [line.id, line]))
  const received = new Map<string, Decimal>()
  deliveries.forEach((delivery, index) => {
    const line = byId.get(delivery.lineId)
    const path = `lines.${index}`
    if (line === undefined)
      throw invalid('unknown_line', `Entry ${index + 1} names a line that is not part of this order.`, [
        { path: `${path}.lineId`, message: 'not a line of this order' },
      ])
    const quantity = new Decimal(delivery.quantity)
    if (!quantity.gt(0))
      throw invalid('bad_quantity', `The quantity received of "${line.name}" must be above 0.`, [
        { path: `${path}.quantity`, message: 'must be above 0' },
      ])
    const total = (received.get(line.id) ?? new Decimal(line.received)).plus(quantity)
    requireWithinLimit(line, total, delivery, path)
    received.set(line.id, total)
  })
  const complete = lines.every((line) =>
    (received.get(line.id) ?? new Decimal(line.received)).gte(line.quantity),
  )
  return {
    received: new Map([...received].map(([id, total]) => [id, total.toFixed()])),
    status: complete ? 'received' : 'partly_received',
  }
}

const requireWithinLimit = (line: OpenLine, total: Decimal, delivery: Delivery, path: string): void => {
  if (total.lte(line.quantity)) return
  const limit = receivingLimit(line)
  const problems = [{ path: `${path}.quantity`, message: `at most ${limit.minus(line.received).toFixed()}` }]
  if (total.gt(limit))
    throw invalid(
      'over_receipt',
      `"${line.name}": ${total.toFixed()} received of ${new Decimal(line.quantity).toFixed()} ordered is more than the ${limit.toFixed()} that can be taken in on this order. Put the surplus on an order of its own.`,
      problems,
    )
  if ((delivery.reason ?? '').trim() === '')
    throw invalid(
      'over_receipt_reason',
      `"${line.name}": more came than was ordered (${total.toFixed()} of ${new Decimal(line.quantity).toFixed()}). Say why, such as "vendor rounded up to a case".`,
      [{ path: `${path}.reason`, message: 'needed when more came than was ordered' }],
    )
}
