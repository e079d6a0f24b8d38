import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { checkLimit } from '../index.ts'
import { NOW, ruleShops, type RuleShop } from '../../test/rule-shop.ts'

let shops: Awaited<ReturnType<typeof ruleShops>>
let shop: RuleShop
const [jar, loose, unknown] = [newId(), newId(), newId()]
beforeAll(async () => {
  shops = await ruleShops()
  shop = await shops.open()
  await shop.write((tx) =>
    sql`insert into products (organization_id, id, sku, name, unit, net_weight, net_weight_unit) values
      (${shop.organizationId}, ${jar}, 'J', 'Jar', 'each', 3.5, 'g'),
      (${shop.organizationId}, ${loose}, 'L', 'Loose flower', 'g', null, null),
      (${shop.organizationId}, ${unknown}, 'U', 'Unweighed', 'each', null, null)`.execute(tx.db),
  )
})
afterAll(() => shops.close())

const flower = (productId: string | undefined, quantity: string, grams?: string) => ({
  id: '1',
  quantity,
  ...(productId === undefined ? {} : { productId }),
  parts: [
    {
      form: 'flower' as const,
      ...(grams === undefined ? {} : { netWeight: { amount: grams, unit: 'g' as const } }),
    },
  ],
})
const check = async (line: ReturnType<typeof flower>, past: ReturnType<typeof flower>[] = [], of = shop) => {
  const { allowed, reasons, buckets } = await of.read((read) =>
    checkLimit(
      read,
      {
        storeId: of.oakland,
        customerKind: 'adult',
        basket: [line],
        history: past.map((each) => ({
          ...each,
          purchasedAt: NOW.toISOString(),
          customerKind: 'adult' as const,
        })),
        stateSystemAsked: false,
        documents: [],
      },
      NOW,
    ),
  )
  const { basket = null, before = null } = buckets.find(({ id }) => id === 'non_concentrate') ?? {}
  return { allowed, basket, before, codes: reasons.map(({ code }) => code) }
}

it('counts what the source says a unit holds, and goods sold by weight by their quantity', async () => {
  expect(await check(flower(jar, '2'))).toMatchObject({ allowed: true, basket: '7' })
  expect(await check(flower(loose, '1.25'))).toMatchObject({ allowed: true, basket: '1.25' })
  expect(await check(flower(jar, '8'), [flower(jar, '1')])).toMatchObject({
    allowed: false,
    before: '3.5',
    codes: ['over_limit'],
  })
})

it('keeps what the counter says, and blocks where nobody knows', async () => {
  expect(await check(flower(jar, '2', '7'))).toMatchObject({ basket: '14' })
  expect(await check(flower(unknown, '1'))).toMatchObject({ allowed: false, codes: ['content_missing'] })
  expect(await check(flower(undefined, '1'))).toMatchObject({ codes: ['content_missing'] })
  expect(await check(flower(jar, '1'), [], await shops.open())).toMatchObject({ codes: ['content_missing'] })
})
