import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import type { OverrideItem, OverridePage, OverridesQuery } from './contract.ts'

type Row = Omit<OverrideItem, 'madeAt' | 'betterThanModel'> & {
  readonly madeAt: Date
  readonly modelOff: number | null
  readonly peopleOff: number | null
}

// a day counts once the store has sold on a later one: until then its sales may still come in
const SOURCE = sql`
  forecast_overrides x
  join stores s on s.organization_id = x.organization_id and s.id = x.store_id
  join products p on p.organization_id = x.organization_id and p.id = x.product_id
  cross join lateral (
    select max(d.business_day) as day from store_sales_daily d
    where d.organization_id = x.organization_id and d.store_id = x.store_id
  ) known
  cross join lateral (
    select case
      when x.ended_at is not null then 'ended'
      when known.day > x.last_day then 'over'
      when known.day >= x.first_day then 'running'
      else 'coming' end as standing
  ) st
  left join lateral (
    select greatest(coalesce(sum(d.units_sold - d.units_returned), 0), 0)::float8 as units from sales_daily d
    where d.organization_id = x.organization_id and d.store_id = x.store_id and d.product_id = x.product_id
      and d.business_day between x.first_day and x.last_day
  ) sold on st.standing = 'over'`

const filterOf = ({ storeId, productId }: Pick<OverridesQuery, 'storeId' | 'productId'>) => sql`
  ${storeId === undefined ? sql`` : sql`and x.store_id = ${storeId}`}
  ${productId === undefined ? sql`` : sql`and x.product_id = ${productId}`}`

/** What people expect in place of the model, the last made first, each with how it did once its days are over. */
export const overrides = async (read: Read, query: OverridesQuery): Promise<OverridePage> => {
  const [at, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2)
  const { rows } = await sql<Row>`
    select x.id, x.store_id as "storeId", s.name as "storeName", x.product_id as "productId", p.name as "productName", p.unit,
      x.first_day as "firstDay", x.last_day as "lastDay", x.kind, x.value::float8 as value, x.reason, x.model,
      x.model_units as "modelUnits", x.expected_units as "expectedUnits", st.standing, sold.units as "soldUnits",
      abs(sold.units - x.model_units) as "modelOff", abs(sold.units - x.expected_units) as "peopleOff",
      coalesce((select m.display_name from memberships m where m.user_id::text = x.made_by limit 1), x.made_by) as "madeBy",
      x.made_at as "madeAt"
    from ${SOURCE} where true ${filterOf(query)}
      ${at === undefined ? sql`` : sql`and (x.made_at, x.id) < (${String(at)}::timestamptz, ${String(id)}::uuid)`}
    order by x.made_at desc, x.id desc limit ${query.limit + 1}`.execute(read.db)
  return {
    ...toPage(rows.map(item), query.limit, (row) => [row.madeAt, row.id]),
    score: await scoreOf(read, query),
  }
}

const item = ({ madeAt, modelOff, peopleOff, ...row }: Row): OverrideItem => ({
  ...row,
  betterThanModel:
    modelOff === null || peopleOff === null || modelOff === peopleOff ? null : peopleOff < modelOff,
  madeAt: madeAt.toISOString(),
})

const scoreOf = async (read: Read, query: OverridesQuery): Promise<OverridePage['score']> => {
  const { rows } = await sql<OverridePage['score']>`
    select count(*)::int as over,
      (count(*) filter (where abs(sold.units - x.expected_units) < abs(sold.units - x.model_units)))::int as better,
      sum(abs(sold.units - x.model_units)) / nullif(sum(sold.units), 0) as "modelOff",
      sum(abs(sold.units - x.expected_units)) / nullif(sum(sold.units), 0) as "peopleOff"
    from ${SOURCE} where st.standing = 'over' ${filterOf(query)}`.execute(read.db)
  return rows[0] ?? { over: 0, better: 0, modelOff: null, peopleOff: null }
}
