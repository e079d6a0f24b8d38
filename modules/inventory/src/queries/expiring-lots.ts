import { sql, type Read } from '@suite/db'

/** A lot that still holds goods and expires soon. Quantities and costs are decimal strings. */
export interface ExpiringLot {
  readonly lotId: string
  readonly storeId: string
  readonly productId: string
  readonly productName: string
  readonly lotCode: string
  readonly packageTag: string | null
  readonly room: string | null
  readonly expiresOn: string
  readonly onHand: string
  /** The lot's cost, else the product's. */
  readonly unitCost: string | null
}

/** Lots with goods left that expire on or before `until`, first to expire first; past expiry included. */
export const expiringLots = async (
  read: Read,
  input: { until: string; storeId?: string | undefined; limit?: number },
): Promise<ExpiringLot[]> => {
  const { rows } = await sql<ExpiringLot>`
    select l.id as "lotId", l.store_id as "storeId", l.product_id as "productId", p.name as "productName",
      l.lot_code as "lotCode", l.package_tag as "packageTag", l.room, l.expires_on as "expiresOn",
      trim_scale(l.on_hand) as "onHand", trim_scale(coalesce(l.unit_cost, p.cost)) as "unitCost"
    from lots l join products p on p.organization_id = l.organization_id and p.id = l.product_id
    where l.on_hand > 0 and l.expires_on is not null and l.expires_on <= ${input.until}
      and ${input.storeId === undefined ? sql`true` : sql`l.store_id = ${input.storeId}`}
    order by l.expires_on, l.id limit ${input.limit ?? 1000}`.execute(read.db)
  return rows
}
