import { invalid, notFound } from '@suite/kernel'
import { sql, type Read, type Tx } from '@suite/db'
import type { Merge, MergeFollower } from './port.ts'

/** A product that is to be merged. */
export interface Party {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly isService: boolean
  readonly mergedInto: string | null
  readonly active: boolean
}

/** Why the two cannot be merged now, in plain words; null when they can. @throws AppError `not_found` */
export const mergeRefusal = async (
  read: Read,
  pair: Omit<Merge, 'mergeId'>,
  followers: readonly MergeFollower[],
): Promise<string | null> => {
  const { kept, merged } = await parties(read, pair, sql``)
  return partyRefusal(kept, merged) ?? refusalOf(read, pair, followers)
}

/** The first room's reason against it. */
export const refusalOf = async (
  read: Read,
  pair: Omit<Merge, 'mergeId'>,
  followers: readonly MergeFollower[],
): Promise<string | null> => {
  for (const follower of followers) {
    const reason = await follower.refusal(read, pair)
    if (reason !== null) return reason
  }
  return null
}

/** What the two products themselves say against it. */
export const partyRefusal = (kept: Party, merged: Party): string | null => {
  if (merged.mergedInto !== null) return `"${merged.name}" has been merged already.`
  if (kept.mergedInto !== null)
    return `"${kept.name}" is itself merged into another product. Merge into that one instead.`
  if (kept.unit !== merged.unit)
    return `"${kept.name}" is counted in ${kept.unit} and "${merged.name}" in ${merged.unit}. Only products counted in one unit can be merged.`
  if (kept.isService !== merged.isService)
    return 'One of the two is a service and has no stock. They cannot be merged.'
  return null
}

/** Both products, held until the transaction ends. @throws AppError `not_found`, `same_product` */
export const lockParties = (tx: Tx, pair: Omit<Merge, 'mergeId'>) => parties(tx, pair, sql`for update`)

const parties = async (
  read: Read,
  { keptId, mergedId }: Omit<Merge, 'mergeId'>,
  lock: ReturnType<typeof sql.raw>,
) => {
  if (keptId === mergedId)
    throw invalid('same_product', 'Choose two different products.', [
      { path: 'productId', message: 'is the product itself' },
    ])
  const { rows } = await sql<Party>`
    select id, name, unit, is_service as "isService", merged_into as "mergedInto", active from products
    where id = any(array[${keptId}, ${mergedId}]::uuid[]) order by id ${lock}`.execute(read.db)
  const kept = rows.find(({ id }) => id === keptId)
  const merged = rows.find(({ id }) => id === mergedId)
  if (kept === undefined || merged === undefined) throw notFound('product')
  return { kept, merged }
}
