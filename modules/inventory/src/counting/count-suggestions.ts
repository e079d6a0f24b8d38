import { sql, type Read } from '@suite/db'
import { rankByRisk, type RankedRisk, type RiskFacts } from './rank-by-risk.ts'

/** A product worth counting, and why. */
export interface CountSuggestion extends RankedRisk {
  readonly name: string
  readonly sku: string
  readonly category: string
}

/** The products of a store whose count is worth most, by `rankByRisk`. Needs on hand and a cost; nothing is guessed. */
export const countSuggestions = async (
  read: Read,
  input: { storeId: string; take: number },
): Promise<CountSuggestion[]> => {
  const { rows } = await sql<RiskFacts & { name: string; sku: string; category: string }>`
    select p.id as "productId", p.name, p.sku, p.category,
      round(s.on_hand * coalesce(c.unit_cost, p.cost) * 100)::bigint as "valueMinor",
      floor(extract(epoch from now() - greatest(s.counted_at, k.counted_at)) / 86400)::int as "daysSinceCount",
      coalesce(m.off, 0) + coalesce(k.off, 0) as off, coalesce(m.of, 0) + coalesce(k.of, 0) as of
    from stock_positions s
    join products p on p.organization_id = s.organization_id and p.id = s.product_id
    left join (
      select product_id, sum(unit_cost * on_hand) / sum(on_hand) as unit_cost from lots
      where store_id = ${input.storeId} and on_hand > 0 and unit_cost is not null group by product_id) c
      on c.product_id = s.product_id
    left join (
      select product_id, sum(abs(quantity)) as off, sum(greatest(counted_quantity, counted_quantity - quantity)) as of
      from stock_movements
      where store_id = ${input.storeId} and kind = 'count' and source_type = 'person' and source_id is null
        and occurred_at > now() - interval '2 years'
      group by product_id) m on m.product_id = s.product_id
    left join (
      select l.product_id, sum(abs(l.final_quantity - l.expected_quantity)) as off,
        sum(greatest(l.final_quantity, l.expected_quantity)) as of, max(l.counted_at) as counted_at
      from count_sessions c join count_lines l on l.organization_id = c.organization_id and l.session_id = c.id
      where c.store_id = ${input.storeId} and c.status = 'posted' and l.movement_id is not null
        and c.created_at > now() - interval '2 years'
      group by l.product_id) k on k.product_id = s.product_id
    where s.store_id = ${input.storeId} and s.on_hand > 0 and p.active and not p.is_service
      and coalesce(c.unit_cost, p.cost) is not null`.execute(read.db)
  const names = new Map(rows.map((row) => [row.productId, row]))
  return rankByRisk(
    rows.map(({ name: _, sku: __, category: ___, ...facts }) => facts),
    input.take,
  ).map((each) => {
    const named = names.get(each.productId)
    return {
      ...each,
      name: named?.name ?? '',
      sku: named?.sku ?? '',
      category: named?.category ?? '',
    }
  })
}
