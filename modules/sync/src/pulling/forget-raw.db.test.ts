import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { testShops, type Shop } from '../../test/shop.ts'
import { forgetRaw } from './forget-raw.ts'

const NOW = new Date('2026-04-20T12:00:00Z')
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000)
let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
const connectionId = newId()
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  await shop.rows(sql`insert into connections (organization_id, id, store_id, vendor, name, status)
    values (${shop.organizationId}, ${connectionId}, ${shop.storeId}, 'dutchie', 'Till', 'active')`)
})
afterAll(() => shops.close())

const keep = async (name: string, received: Date, isSnapshot: boolean): Promise<string> => {
  const id = newId()
  await shop.rows(sql`
    insert into raw_pages (organization_id, id, connection_id, stream, content_hash, content, rows, window_from, window_until, received_at)
    values (${shop.organizationId}, ${id}, ${connectionId}, 'stream', ${name}, '', 1, ${isSnapshot ? null : received},
      ${isSnapshot ? null : received}, ${received})`)
  return id
}

it('forgets snapshots after two weeks and changes after two years, but none that refused rows point at', async () => {
  for (let n = 0; n < 1200; n += 1) await keep(`old snapshot ${n}`, daysAgo(15), true)
  await keep('fresh snapshot', daysAgo(13), true)
  await keep('changes of last year', daysAgo(400), false)
  await keep('changes long past', daysAgo(731), false)
  const page = await keep('old, with a refused row', daysAgo(30), true)
  await shop.rows(sql`
    insert into pull_refusals (organization_id, connection_id, stream, external_id, code, reason, raw_page_id)
    values (${shop.organizationId}, ${connectionId}, 'stream', '1', 'odd', 'odd', ${page})`)
  expect(await forgetRaw(shops.database, shop.context, NOW)).toBe(1201)
  expect(await forgetRaw(shops.database, shop.context, NOW)).toBe(0)
  const left = await shop.rows(sql`select content_hash from raw_pages order by 1`)
  expect(left).toEqual(
    ['changes of last year', 'fresh snapshot', 'old, with a refused row'].map((content_hash) => ({
      content_hash,
    })),
  )
})
