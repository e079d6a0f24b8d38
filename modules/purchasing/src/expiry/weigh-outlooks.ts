import { epochDay, type Day } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import { expiryChoices, type ExpiryCase } from '@suite/replenishment'
import type { PlanningSettings } from '../contract.ts'

/** Lots weighed in one statement. */
const BATCH = 500

interface Row {
  readonly lotId: string
  readonly leavesOn: Day
  readonly planDay: Day
  readonly unit: string
  readonly expectedSold: number
  readonly expectedUnsold: number
  readonly unitPrice: string | null
  readonly unitCost: string | null
  readonly vendor: ExpiryCase['vendor']
  readonly sisters: readonly {
    storeId: string
    name: string
    sameState: boolean
    unitsPerDay: number
    supply: number | null
  }[]
}

/**
 * Says of every lot that leaves sale what can be done with it and what that would save. Done for all of them after each
 * plan, as what one store has room for depends on the plans of the others.
 */
export const weighOutlooks = async (tx: Tx, settings: PlanningSettings): Promise<void> => {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await cases(tx, after)
    await write(tx, rows, settings)
    after = rows.at(-1)?.lotId ?? after
    if (rows.length < BATCH) return
  }
}

const cases = (tx: Tx, after: string) =>
  sql<Row>`
  select o.lot_id as "lotId", o.leaves_on as "leavesOn", o.plan_day as "planDay", p.unit,
    o.expected_sold::float8 as "expectedSold", o.expected_unsold::float8 as "expectedUnsold",
    trim_scale(o.unit_price) as "unitPrice", trim_scale(o.unit_cost) as "unitCost",
    case when v.id is not null then json_build_object('name', v.name, 'takesReturns', v.takes_returns) end as vendor,
    coalesce(other.sisters, '[]') as sisters
  from lot_outlooks o
  join products p on p.organization_id = o.organization_id and p.id = o.product_id
  join stores s on s.organization_id = o.organization_id and s.id = o.store_id
  left join vendors v on v.organization_id = p.organization_id and v.id = p.vendor_id
  left join lateral (
    select json_agg(json_build_object('storeId', r.store_id, 'name', t.name, 'sameState', t.state = s.state,
      'unitsPerDay', r.units_per_day, 'supply', (r.on_hand + r.on_order)::float8) order by r.units_per_day desc) as sisters
    from reorder_plans r join stores t on t.organization_id = r.organization_id and t.id = r.store_id
    where r.product_id = o.product_id and r.store_id <> o.store_id and t.active and r.units_per_day > 0
  ) other on true
  where o.lot_id > ${after}::uuid order by o.lot_id limit ${BATCH}`.execute(tx.db)

const write = async (tx: Tx, rows: readonly Row[], settings: PlanningSettings): Promise<void> => {
  if (rows.length === 0) return
  const weighed = rows.map((row) => {
    const choices = expiryChoices(caseOf(row, settings))
    const [best] = choices
    return {
      lotId: row.lotId,
      choices,
      recommended: best?.possible === true ? best.kind : null,
      savedMinor: best?.saved ?? 0,
    }
  })
  await sql`
    update lot_outlooks o set choices = r.choices, recommended = r.recommended, saved_minor = r."savedMinor"
    from jsonb_to_recordset(${JSON.stringify(weighed)}::jsonb) as r("lotId" uuid, choices jsonb, recommended text, "savedMinor" bigint)
    where o.lot_id = r."lotId"`.execute(tx.db)
}

const caseOf = (row: Row, settings: PlanningSettings): ExpiryCase => {
  const daysLeft = Math.max(0, epochDay(row.leavesOn) - epochDay(row.planDay) + 1)
  return {
    unit: row.unit,
    expectedSold: row.expectedSold,
    expectedUnsold: row.expectedUnsold,
    daysLeft,
    unitPrice: row.unitPrice,
    unitCost: row.unitCost,
    elasticity: settings.markdownElasticity,
    mostCut: settings.markdownMost,
    vendor: row.vendor,
    sisters: row.sisters.map(({ storeId, name, sameState, unitsPerDay, supply }) => ({
      storeId,
      name,
      sameState,
      room: supply === null ? null : Math.max(0, unitsPerDay * daysLeft - Math.max(0, supply)),
    })),
  }
}
