import { sql, type Read } from '@suite/db'
import { soldOutDays, type DayBalance } from '../rules/sold-out-days.ts'

interface BalanceRow extends DayBalance {
  productId: string
}

/**
 * Days on which products of a store were known to be sold out from opening to closing, and the first day their stock was
 * known, by product id; products whose stock was never counted or received are absent. The rule of a balance is the
 * ledger's: the last count plus every movement after it, before any count every movement from the first receipt on.
 */
export const soldOutByProduct = async (
  read: Read,
  input: {
    readonly storeId: string
    readonly timeZone: string
    readonly cutOffMinutes: number
    readonly productIds: readonly string[]
    readonly through: number
  },
): Promise<Map<string, { knownFrom: number; soldOut: Set<number> }>> => {
  const { rows } = await balances(read, input)
  const byProduct = Map.groupBy(rows, (row) => row.productId)
  return new Map(
    [...byProduct].map(([productId, days]) => [
      productId,
      { knownFrom: days[0]!.day, soldOut: soldOutDays(days, input.through) },
    ]),
  )
}

const balances = (
  read: Read,
  input: { storeId: string; timeZone: string; cutOffMinutes: number; productIds: readonly string[] },
) =>
  sql<BalanceRow>`
  with known as materialized (
    select distinct m.product_id from stock_movements m
    where m.organization_id = ${read.context.organizationId} and m.store_id = ${input.storeId}
      and m.product_id = any(${input.productIds}::uuid[]) and m.kind in ('count', 'receive')
  ), placed as (
    select m.product_id, m.kind, m.quantity, m.counted_quantity, m.occurred_at, m.id,
      count(*) filter (where m.kind = 'count') over moments as counts,
      count(*) filter (where m.kind in ('count', 'receive')) over moments as baselines
    from known k join stock_movements m
      on m.organization_id = ${read.context.organizationId} and m.store_id = ${input.storeId} and m.product_id = k.product_id
    where m.kind <> 'count' or not exists (select from stock_movements u
      where u.organization_id = ${read.context.organizationId} and u.source_id = m.id and u.source_type = 'system' and u.kind = 'undo')
    window moments as (partition by m.product_id order by m.occurred_at, m.kind = 'count', m.kind <> 'receive', m.id)
  ), balanced as (
    select product_id, occurred_at, kind, id,
      coalesce(max(counted_quantity) over (partition by product_id, counts), 0)
        + sum(case when kind = 'count' then 0 else quantity end) over (partition by product_id, counts
            order by occurred_at, kind = 'count', kind <> 'receive', id) as balance
    from placed where baselines > 0
  )
  select product_id as "productId", day, max(balance)::float8 as high,
    (array_agg(balance order by occurred_at desc, kind = 'count' desc, kind <> 'receive' desc, id desc))[1]::float8 as close
  from (select *, ((occurred_at at time zone ${input.timeZone}) - make_interval(mins => ${input.cutOffMinutes}))::date
    - date '1970-01-01' as day from balanced) b
  group by product_id, day order by product_id, day`.execute(read.db)
