import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { checkLimit, setComplianceSettings, setRule, storeDeadline } from '../index.ts'
import type { RuleInput } from '../state-rules/contract.ts'
import { NOW, ruleShops, type RuleShop } from '../../test/rule-shop.ts'

let shops: Awaited<ReturnType<typeof ruleShops>>
let shop: RuleShop
beforeAll(async () => {
  shops = await ruleShops()
})
afterAll(() => shops.close())
beforeEach(async () => {
  shop = await shops.open()
})

const TWO_OUNCES = {
  buckets: [
    {
      id: 'flower',
      label: 'Flower',
      window: { kind: 'day' as const },
      cap: { amount: '2', unit: 'oz' as const },
      counts: [{ forms: ['flower' as const], basis: 'net_weight' as const }],
    },
  ],
}
const set = (change: Pick<RuleInput, 'state' | 'topic' | 'value'>) =>
  shop.write((tx) =>
    setRule(tx, {
      effectiveFrom: '2026-11-01',
      effectiveTo: null,
      status: 'verified',
      source: { citation: 'Letter of the agency', readOn: '2026-11-20' },
      note: null,
      reason: 'The agency answered us',
      ...change,
    }),
  )

describe('at the counter and in the inbox', () => {
  const flower = (grams: string) => ({
    id: '1',
    quantity: '1',
    parts: [{ form: 'flower' as const, netWeight: { amount: grams, unit: 'g' as const } }],
  })
  const check = (storeId: string, grams: string, history: { purchasedAt: string; grams: string }[] = []) =>
    shop.read((read) =>
      checkLimit(
        read,
        {
          storeId,
          customerKind: 'adult',
          basket: [flower(grams)],
          history: history.map((past) => ({
            ...flower(past.grams),
            purchasedAt: past.purchasedAt,
            customerKind: 'adult',
          })),
          stateSystemAsked: false,
          documents: [],
        },
        NOW,
      ),
    )

  it('limits follow the store, its state and the settings', async () => {
    const night = [{ purchasedAt: '2026-11-22T10:30:00Z', grams: '20' }]
    expect(await check(shop.oakland, '10', night)).toMatchObject({
      allowed: false,
      day: '2026-11-22',
      status: 'verified',
    })
    await shop.write((tx) => setComplianceSettings(tx, { dayBoundary: 'store_day' }))
    expect((await check(shop.oakland, '10', night)).allowed).toBe(true)
    expect((await check(shop.boston, '50')).allowed).toBe(true)
    await shop.write((tx) => setComplianceSettings(tx, { accept: 'verified' }))
    expect((await check(shop.boston, '50')).reasons).toMatchObject([{ code: 'rule_unknown' }])
    await set({ state: 'MA', topic: 'purchase_limit.adult', value: TWO_OUNCES })
    expect((await check(shop.boston, '50')).allowed).toBe(true)
    await expect(check(newId(), '1')).rejects.toThrow('does not exist')
    expect((await shop.audit()).map(({ eventType }) => eventType)).toContain('compliance_settings.changed')
  })

  it('deadlines follow the store, own rules and holidays', async () => {
    const ask = () =>
      shop.read((read) =>
        storeDeadline(
          read,
          { storeId: shop.oakland, kind: 'unit_mistake', discoveredAt: new Date('2026-11-20T18:00:00Z') },
          NOW,
        ),
      )
    expect(await ask()).toMatchObject({
      dueAt: '2026-11-23T18:00:00.000Z',
      basis: 'rule',
      urgency: 'this_week',
    })
    const value = { within: { kind: 'business_days' as const, days: 1, at: 'same_time' as const } }
    await set({ state: 'CA', topic: 'deadline.fix_entry_error', value })
    await shop.write((tx) => setComplianceSettings(tx, { holidays: ['2026-11-23'] }))
    expect(await ask()).toMatchObject({
      dueAt: '2026-11-24T18:00:00.000Z',
      duties: [{ source: 'Letter of the agency' }],
    })
  })
})
