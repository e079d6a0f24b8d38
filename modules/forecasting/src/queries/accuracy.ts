import { sql, type Read } from '@suite/db'
import type { AccuracyReply } from '../contract.ts'

interface Row {
  model: string | null
  products: number
  wape: number | null
  skill: number | null
  coverage: number | null
  total: boolean
}

/**
 * How good the present forecasts were in their backtests, weighted by units a day so that what sells most counts most;
 * of one store or all.
 */
export const accuracySummary = async (
  read: Read,
  input: { readonly storeId?: string | undefined },
): Promise<AccuracyReply> => {
  const { rows } = await sql<Row>`
    select model, grouping(model) = 1 as total, count(*) as products,
      sum(wape * units_per_day) / nullif(sum(units_per_day) filter (where wape is not null), 0) as wape,
      sum(skill * units_per_day) / nullif(sum(units_per_day) filter (where skill is not null), 0) as skill,
      sum(coverage * units_per_day) / nullif(sum(units_per_day) filter (where coverage is not null), 0) as coverage
    from forecasts
    where organization_id = ${read.context.organizationId}
      ${input.storeId === undefined ? sql`` : sql`and store_id = ${input.storeId}`}
    group by grouping sets ((model), ())
    order by count(*) desc, model`.execute(read.db)
  const total = rows.find((row) => row.total)
  const models = rows.flatMap(({ model, products, wape, skill }) =>
    model === null ? [] : [{ model, products, wape, skill }],
  )
  return {
    products: models.reduce((sum, each) => sum + each.products, 0),
    notEnoughHistory: rows.find((row) => !row.total && row.model === null)?.products ?? 0,
    wape: total?.wape ?? null,
    skill: total?.skill ?? null,
    coverage: total?.coverage ?? null,
    models,
  }
}
