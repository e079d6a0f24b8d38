import type { ChosenProduct } from '../holds/product-field'
import type { CountScope } from './queries'

/** What is to be counted, while it is being chosen: every kind keeps what was entered for it. */
export interface ScopeDraft {
  readonly kind: CountScope['kind']
  readonly rooms: readonly string[]
  readonly categories: readonly string[]
  readonly products: readonly ChosenProduct[]
  readonly take: string
}

export const NO_SCOPE: ScopeDraft = { kind: 'room', rooms: [], categories: [], products: [], take: '25' }

/** The scope as the API takes it, or null while nothing is chosen. */
export const scopeOf = ({ kind, rooms, categories, products, take }: ScopeDraft): CountScope | null => {
  if (kind === 'all') return { kind }
  if (kind === 'room') return rooms.length === 0 ? null : { kind, rooms: [...rooms] }
  if (kind === 'category') return categories.length === 0 ? null : { kind, categories: [...categories] }
  if (kind === 'products')
    return products.length === 0 ? null : { kind, productIds: products.map(({ id }) => id) }
  return /^\d{1,3}$/.test(take) && Number(take) >= 1 && Number(take) <= 500
    ? { kind, take: Number(take) }
    : null
}
