import { z } from 'zod'
import { dayOf } from '@suite/kernel'
import {
  dayShape,
  decimalShape,
  emptyShape,
  idParams,
  idShape,
  minorShape,
  pageOf,
  pageQuery,
  readRoute,
  writeRoute,
  type Route,
} from '@suite/http'
import type { Read } from '@suite/db'
import { ACCESS } from './access.ts'
import { setLotDates } from './commands/set-lot-dates.ts'
import type { ExpiryMeaning, MeaningOfExpiry } from './ports.ts'
import { leavingSale, type ExpiringLot } from './queries/expiring-lots.ts'

const tag = 'Inventory'
const DAY_MS = 86_400_000
const ID = '0197a0c0-0000-7000-8000-000000000001'

const leavingQuery = pageQuery.extend({
  storeId: idShape.optional(),
  /** Leaving sale within so many days; what has left already is always included. */
  days: z.coerce.number().int().min(0).max(730).default(30),
})
const leavingItem = z.object({
  lotId: idShape,
  storeId: idShape,
  state: z.string(),
  productId: idShape,
  productName: z.string(),
  category: z.string(),
  lotCode: z.string(),
  packageTag: z.string().nullable(),
  room: z.string().nullable(),
  /** The earliest of its dates, and which of them that is. */
  leavesOn: dayShape,
  basis: z.enum(['sell_by', 'use_by', 'expiry']),
  /** What the state makes of a sale after it; null where that is not known. */
  meaning: z.enum(['sale_barred', 'notice_needed', 'quality_only', 'label_only']).nullable(),
  expiresOn: dayShape.nullable(),
  sellByOn: dayShape.nullable(),
  useByOn: dayShape.nullable(),
  onHand: decimalShape,
  held: z.boolean(),
  unitCost: decimalShape.nullable(),
  valueMinor: minorShape.nullable(),
})
const leavingPage = pageOf(leavingItem).extend({
  lots: z.int(),
  /** Of all pages, at cost. */
  totalMinor: minorShape,
  /** Lots without a known cost; the total leaves them out. */
  uncostedLots: z.int(),
})
const datesInput = z.object({
  expiresOn: dayShape.nullable().optional(),
  sellByOn: dayShape.nullable().optional(),
  useByOn: dayShape.nullable().optional(),
})

/** What leaves sale soon with its dollars, and the dates lots carry. */
export const leavingRoutes = (deps: { now: () => Date; expiryMeaning: MeaningOfExpiry }): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/stock/leaving-sale',
      summary: 'Lots that may not, or should not, be sold much longer, with quantity and dollars',
      tag,
      access: ACCESS.view,
      query: leavingQuery,
      reply: leavingPage,
      example: LEAVING_EXAMPLE,
    },
    async (read, { query: { days, ...query } }) => {
      const until = dayOf(Math.floor(deps.now().getTime() / DAY_MS) + days)
      const page = await leavingSale(read, { ...query, until })
      return { ...page, items: await withMeaning(read, page.items, deps.expiryMeaning) }
    },
  ),
  writeRoute(
    {
      method: 'PATCH',
      path: '/lots/:id/dates',
      summary: 'Correct the dates of a lot',
      tag,
      access: ACCESS.count,
      params: idParams,
      body: datesInput,
      bodyExample: { sellByOn: '2026-08-15' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await setLotDates(tx, params.id, body)
      return {}
    },
  ),
]

const withMeaning = async (read: Read, items: readonly ExpiringLot[], ask: MeaningOfExpiry) => {
  const asked = new Map<string, ExpiryMeaning>()
  const told: (ExpiringLot & { meaning: ExpiryMeaning })[] = []
  for (const item of items) {
    const question = { state: item.state, category: item.category, day: item.leavesOn }
    const key = Object.values(question).join('|')
    const meaning = asked.get(key) ?? (await ask(read, question))
    asked.set(key, meaning)
    told.push({ ...item, meaning })
  }
  return told
}

const LEAVING_EXAMPLE: z.input<typeof leavingPage> = {
  lots: 1,
  totalMinor: 13_500,
  uncostedLots: 0,
  items: [
    {
      lotId: ID,
      storeId: ID,
      state: 'CO',
      productId: ID,
      productName: 'Blue Dream 3.5 g',
      category: 'flower',
      lotCode: 'H7',
      packageTag: '1A4060300000001000000123',
      room: 'Vault',
      leavesOn: '2026-08-15',
      basis: 'sell_by',
      meaning: 'notice_needed',
      expiresOn: '2026-09-01',
      sellByOn: '2026-08-15',
      useByOn: null,
      onHand: '12',
      held: false,
      unitCost: '11.25',
      valueMinor: 13_500,
    },
  ],
  nextCursor: null,
}
