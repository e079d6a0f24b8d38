import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { importFile } from './index.ts'
import { testShops, type Shop } from '../test/shop.ts'

const FILE = fileURLToPath(new URL('../../../../shared/data/uci-online-retail.csv.gz', import.meta.url))
const here = existsSync(FILE)
if (!here) console.warn('Skipped: the UCI Online Retail file is not in ../shared/data.')

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
})
afterAll(() => shops.close())

/** Σ quantity × unit price in thousandths of a pound, by a reading of the file that shares nothing with the product. */
const independentSum = (): { lines: number; thousandths: bigint } => {
  const rows = gunzipSync(readFileSync(FILE)).toString('utf8').trimEnd().split('\n').slice(1)
  let thousandths = 0n
  for (const row of rows) {
    const [, quantity = '', price = ''] = /,(-?\d+),[^,]*,(-?[\d.]+),[^,]*,[^,]*$/.exec(row.trimEnd()) ?? []
    const [whole = '0', fraction = ''] = price.replace('-', '').split('.')
    const amount = BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, '0').slice(0, 3))
    thousandths += BigInt(quantity) * (price.startsWith('-') ? -amount : amount)
  }
  return { lines: rows.length, thousandths }
}

const take = async (): Promise<Record<string, unknown>> => {
  const { organizationId, storeId, context, deps } = shop
  const { importId } = await importFile(deps, { path: FILE, organizationId, storeId, actor: context.actor })
  await shop.run(importId)
  return shop.importOf(importId)
}
const stored = async () =>
  (
    await shop.rows<{ lines: number; total: string; rolled: number; minor: number; moved: number }>(sql`
      select count(*) as lines, sum(quantity * unit_price) as total,
        sum(net_minor) filter (where kind in ('sale', 'return'))::bigint as minor,
        (select sum(net_minor)::bigint from store_sales_daily) as rolled,
        (select count(*) from stock_movements) as moved
      from receipt_lines`)
  )[0]!

describe.skipIf(!here)('the UCI Online Retail file', () => {
  it(
    'is taken whole, to the tenth of a penny, and a second time changes nothing',
    { timeout: 600_000 },
    async () => {
      const independent = independentSum()
      expect(independent).toEqual({ lines: 541_909, thousandths: 9_747_747_934n })
      const first = await take()
      expect(first).toMatchObject({
        status: 'done',
        rows_added: 541_909,
        rows_refused: 0,
        file_total: '9747747.9340000000',
      })
      const before = await stored()
      expect(before.lines).toBe(independent.lines)
      expect(BigInt(before.total.replace('.', '')) / 10n ** 7n).toBe(independent.thousandths)
      expect(before.rolled).toBe(before.minor)
      expect(await take()).toMatchObject({ status: 'done', rows_added: 0, rows_known: 541_909 })
      expect(await stored()).toEqual(before)
    },
  )
})
