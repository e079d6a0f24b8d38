import { Decimal, type Minor } from '@suite/kernel'

/** What can be done with goods that will not sell in time. */
export type ExpiryChoiceKind = 'keep' | 'markdown' | 'transfer' | 'return' | 'destroy'

/** One way out. `saved` is what it brings more than leaving things as they are; null when it cannot be told. */
export interface ExpiryChoice {
  readonly kind: ExpiryChoiceKind
  readonly possible: boolean
  readonly saved: Minor | null
  /** Units it takes care of. */
  readonly units: number
  /** Price after a markdown, a decimal string. */
  readonly price?: string
  /** Share of the price taken off. */
  readonly cut?: number
  readonly storeId?: string
  /** Plain words: why it would help, or why it cannot be done. */
  readonly reason: string
}

/** A lot that is expected to be left over, and what may be done with it. Prices and costs are decimal strings per unit. */
export interface ExpiryCase {
  readonly unit: string
  readonly expectedSold: number
  readonly expectedUnsold: number
  /** Whole days left to sell it, today included; 0 when its day is past. */
  readonly daysLeft: number
  readonly unitPrice: string | null
  readonly unitCost: string | null
  /** Percent more demand for a percent less price, below −1 for goods people buy more of for less. An assumption. */
  readonly elasticity: number
  /** Largest share that may be taken off a price. */
  readonly mostCut: number
  readonly vendor: { readonly name: string; readonly takesReturns: boolean | null } | null
  /** The other stores of the organisation that sell the product, the ones in the same state first. */
  readonly sisters: readonly {
    readonly storeId: string
    readonly name: string
    readonly sameState: boolean
    /** Units it would sell before the lot's last day beyond what it has and has on order; null while its stock is unknown. */
    readonly room: number | null
  }[]
}

const LEAST_UNITS = 0.5

/**
 * The ways out of a lot, the recommended one first: the possible one that saves most; goods past their day can only be
 * destroyed, and what is expected to sell is kept as it is.
 */
export const expiryChoices = (lot: ExpiryCase): ExpiryChoice[] => {
  const choices = [keep(lot), markdown(lot), transfer(lot), giveBack(lot), destroy(lot)]
  const worth = (choice: ExpiryChoice): number => (choice.possible ? (choice.saved ?? 0) : -Infinity)
  return choices
    .map((choice, order) => ({ choice, order }))
    .sort((a, b) => worth(b.choice) - worth(a.choice) || a.order - b.order)
    .map(({ choice }) => choice)
}

const keep = ({ daysLeft, expectedUnsold }: ExpiryCase): ExpiryChoice => ({
  kind: 'keep',
  possible: daysLeft > 0,
  saved: daysLeft > 0 ? 0 : null,
  units: 0,
  reason:
    daysLeft === 0
      ? 'Its last day of sale is past.'
      : expectedUnsold < LEAST_UNITS
        ? 'All of it is expected to sell in time.'
        : 'Sell on at the price of today.',
})

const impossible = (kind: ExpiryChoiceKind, reason: string): ExpiryChoice => ({
  kind,
  possible: false,
  saved: null,
  units: 0,
  reason,
})

/**
 * The price at which demand of constant elasticity would clear the lot in time, not below cost and not below the largest cut:
 * what the extra units bring, less what those that sell anyway bring less.
 */
const markdown = (lot: ExpiryCase): ExpiryChoice => {
  const { expectedSold, expectedUnsold, elasticity } = lot
  if (lot.daysLeft === 0) return impossible('markdown', 'Its last day of sale is past.')
  if (expectedUnsold < LEAST_UNITS) return impossible('markdown', 'All of it is expected to sell in time.')
  if (lot.unitPrice === null) return impossible('markdown', 'The product has no price.')
  if (expectedSold < LEAST_UNITS)
    return impossible(
      'markdown',
      'It hardly sells at all: how many more a lower price would sell is not known.',
    )
  const price = Number(lot.unitPrice)
  const wanted = ((expectedSold + expectedUnsold) / expectedSold) ** (1 / elasticity)
  const floor = Math.max(1 - lot.mostCut, lot.unitCost === null ? 0 : Number(lot.unitCost) / price)
  const share = Math.ceil(Math.max(wanted, floor) * price * 100) / 100 / price
  if (share >= 1) return impossible('markdown', 'Its price is at cost already.')
  const extra = Math.min(expectedUnsold, expectedSold * (share ** elasticity - 1))
  const reduced = new Decimal(lot.unitPrice).times(share.toFixed(9)).toDecimalPlaces(2)
  const saved = extra * reduced.toNumber() - expectedSold * (price - reduced.toNumber())
  const rest = expectedUnsold - extra
  return {
    kind: 'markdown',
    possible: saved > 0,
    saved: Math.round(saved * 100),
    units: round(extra),
    price: reduced.toFixed(2),
    cut: 1 - share,
    reason:
      saved > 0
        ? `At ${reduced.toFixed(2)} instead of ${price.toFixed(2)} about ${plain(extra)} more should sell in time${rest >= LEAST_UNITS ? `, leaving ${plain(rest)}` : ''}, if 1 % less price sells ${plain(-elasticity)} % more.`
        : 'What the units that sell anyway would bring less is more than the others would bring.',
  }
}

const transfer = (lot: ExpiryCase): ExpiryChoice => {
  if (lot.daysLeft === 0) return impossible('transfer', 'Its last day of sale is past.')
  if (lot.expectedUnsold < LEAST_UNITS)
    return impossible('transfer', 'All of it is expected to sell in time.')
  if (lot.sisters.length === 0) return impossible('transfer', 'No other store of yours sells it.')
  const near = lot.sisters.filter(({ sameState }) => sameState)
  if (near.length === 0) return impossible('transfer', 'Your other stores that sell it are in another state.')
  const known = near.filter(({ room }) => room !== null).sort((a, b) => b.room! - a.room!)
  const [best] = known
  if (best === undefined) return impossible('transfer', `What ${near[0]!.name} has on hand is not known.`)
  const units = Math.floor(Math.min(lot.expectedUnsold, best.room!))
  if (units < 1) return impossible('transfer', `${best.name} has enough of it for the days it has left.`)
  const saved = lot.unitPrice === null ? null : Math.round(units * Number(lot.unitPrice) * 100)
  return {
    kind: 'transfer',
    possible: true,
    saved,
    units,
    storeId: best.storeId,
    reason: `${best.name} should sell ${plain(units)} of it in time. The move needs a manifest with the state.`,
  }
}

const giveBack = ({ vendor, expectedUnsold, unitCost }: ExpiryCase): ExpiryChoice => {
  if (vendor === null) return impossible('return', 'The product has no vendor.')
  if (vendor.takesReturns === null)
    return impossible(
      'return',
      `Whether ${vendor.name} takes goods back is not known; say so in its settings.`,
    )
  if (!vendor.takesReturns) return impossible('return', `${vendor.name} takes no goods back.`)
  const units = Math.floor(expectedUnsold)
  if (units < 1) return impossible('return', 'All of it is expected to sell in time.')
  return {
    kind: 'return',
    possible: true,
    saved: unitCost === null ? null : Math.round(units * Number(unitCost) * 100),
    units,
    reason: `${vendor.name} takes goods back${unitCost === null ? '' : ' at cost'}; ask before the day comes.`,
  }
}

const destroy = ({ daysLeft, expectedSold, expectedUnsold }: ExpiryCase): ExpiryChoice => {
  const units = daysLeft === 0 ? expectedSold + expectedUnsold : expectedUnsold
  return {
    kind: 'destroy',
    possible: daysLeft === 0 && units > 0,
    saved: daysLeft === 0 ? 0 : null,
    units: round(units),
    reason:
      daysLeft === 0
        ? 'It may not be sold any more: quarantine it, and destroy it as your state asks.'
        : 'Only what has not sold when its day is past needs to be destroyed.',
  }
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000
const plain = (value: number): string => String(Math.round(value * 10) / 10)
