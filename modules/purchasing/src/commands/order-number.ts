import { sql, type Tx } from '@suite/db'

/** The next purchase order number of the organisation. The counter row's lock keeps numbers without gaps or doubles. */
export const nextOrderNumber = async (tx: Tx): Promise<number> => {
  const { rows } = await sql<{ number: number }>`
    insert into purchase_order_numbers as n (organization_id, last_number) values (${tx.context.organizationId}, 1)
    on conflict (organization_id) do update set last_number = n.last_number + 1
    returning last_number as number`.execute(tx.db)
  return rows[0]!.number
}
