import { invalid } from '@suite/kernel'

/** Stock and buying rules of one product at one place; quantities in its stock unit. */
export interface OrderInput {
  /** Units on the shelf; null when the source reports no stock. */
  readonly onHand: number | null
  readonly onOrder: number
  readonly reserved: number
  /** Units expected to expire unsold within the protection interval. */
  readonly expiring?: number
  readonly reorderPoint: number
  readonly orderUpTo: number
  /** Units per case; an order is whole cases. 1 when sold singly. */
  readonly casePack: number
  /** Least units the vendor accepts; 0 when there is none. */
  readonly moq: number
  /** Most units that would sell before a new lot expires (0.9 quantile of demand over its shelf life); absent = no limit. */
  readonly shelfLifeCap?: number
}

/** Why the quantity is what it is. */
export type OrderReason =
  | 'order'
  | 'on_hand_unknown'
  | 'position_at_or_above_reorder_point'
  | 'shelf_life_too_short'

/** The suggestion with every step on the way. */
export interface OrderSuggestion {
  /** Units to order: whole cases and at least the MOQ, or 0; null when on hand is unknown. */
  readonly quantity: number | null
  readonly cases: number | null
  readonly reason: OrderReason
  /** on hand + on order − reserved − expiring; null when on hand is unknown. */
  readonly position: number | null
  /** Order-up-to level less position, before rounding. */
  readonly need: number
  /** The need in whole cases. */
  readonly afterCasePack: number
  /** Raised to the vendor's minimum. */
  readonly afterMoq: number
  /** Lowered to what sells before expiry. */
  readonly afterShelfLife: number
}

/**
 * How much to order. Nothing while the inventory position is at or above the reorder point; otherwise up to the
 * order-up-to level, rounded up to whole cases, raised to the MOQ, lowered so that position + order sells before expiry
 * (to nothing when even the MOQ would not).
 * @throws AppError `bad_case_pack` or `bad_moq`
 */
export const orderQuantity = (input: OrderInput): OrderSuggestion => {
  const { casePack, moq, onHand } = input
  if (!(casePack > 0)) throw invalid('bad_case_pack', `The case pack must be above zero, not ${casePack}.`)
  if (!(moq >= 0)) throw invalid('bad_moq', `The minimum order quantity must be zero or more, not ${moq}.`)
  if (onHand === null)
    return { ...nothing, quantity: null, cases: null, reason: 'on_hand_unknown', position: null }
  const position = exact(onHand + input.onOrder - input.reserved - (input.expiring ?? 0))
  const need = exact(input.orderUpTo - position)
  if (position >= input.reorderPoint || need <= 0)
    return { ...nothing, reason: 'position_at_or_above_reorder_point', position, need: Math.max(0, need) }
  const casesNeeded = wholeCases(need, casePack)
  const casesBought = Math.max(casesNeeded, moq > 0 ? wholeCases(moq, casePack) : 0)
  const room = Math.max(0, (input.shelfLifeCap ?? Number.POSITIVE_INFINITY) - position)
  const casesSellable = Math.min(casesBought, Math.floor(room / casePack + TOLERANCE))
  const cases = casesSellable * casePack + TOLERANCE < moq ? 0 : casesSellable
  return {
    quantity: exact(cases * casePack),
    cases,
    reason: cases === 0 ? 'shelf_life_too_short' : 'order',
    position,
    need,
    afterCasePack: exact(casesNeeded * casePack),
    afterMoq: exact(casesBought * casePack),
    afterShelfLife: exact(cases * casePack),
  }
}

const TOLERANCE = 1e-9
const nothing = { quantity: 0, cases: 0, need: 0, afterCasePack: 0, afterMoq: 0, afterShelfLife: 0 } as const
const wholeCases = (units: number, casePack: number): number => Math.ceil(units / casePack - TOLERANCE)
/** Quantities carry four decimals, as the ledger does. */
const exact = (units: number): number => Math.round(units * 10_000) / 10_000
