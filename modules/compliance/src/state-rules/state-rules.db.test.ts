import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import {
  addCredential,
  credential,
  ownRules,
  ruleAt,
  ruleBook,
  ruleHistory,
  setComplianceSettings,
  setRule,
  touchedBy,
  withdrawRule,
} from '../index.ts'
import { NOW, ruleShops, USER, type RuleShop } from '../../test/rule-shop.ts'
import type { RuleInput } from './contract.ts'

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
const rule = (change: Partial<RuleInput> = {}): RuleInput => ({
  state: 'CO',
  topic: 'purchase_limit.adult',
  value: TWO_OUNCES,
  effectiveFrom: '2026-11-01',
  effectiveTo: null,
  status: 'verified',
  source: { citation: '1 CCR 212-3 rule 6-110', readOn: '2026-11-20' },
  note: null,
  reason: 'Read the rule ourselves',
  ...change,
})
const set = (change?: Partial<RuleInput>) => shop.write((tx) => setRule(tx, rule(change)))
const capOn = async (day: string) => {
  const own = await shop.read((read) => ownRules(read, 'CO'))
  const answer = ruleAt('CO', 'purchase_limit.adult', day, own)
  return answer.known ? `${answer.value.buckets[0]?.cap.amount} ${answer.status}` : 'unknown'
}

describe('a rule of the organisation', () => {
  it('goes before the shipped one on its days, and is gone when withdrawn; both stay in the history', async () => {
    const id = await set({ effectiveTo: '2026-12-31' })
    expect([await capOn('2026-10-31'), await capOn('2026-11-01'), await capOn('2027-01-01')]).toEqual([
      '1 unverified',
      '2 verified',
      '1 unverified',
    ])
    await shop.write((tx) => withdrawRule(tx, { id, reason: 'Misread' }))
    expect(await capOn('2026-11-01')).toBe('1 unverified')
    const history = await shop.read((read) => ruleHistory(read, 'CO', 'purchase_limit.adult'))
    expect(history).toMatchObject([
      {
        id,
        origin: 'organization',
        changeReason: 'Read the rule ourselves',
        recordedBy: USER,
        withdrawnReason: 'Misread',
      },
      { origin: 'shipped', status: 'unverified', recordedBy: null },
    ])
    await expect(shop.write((tx) => withdrawRule(tx, { id, reason: 'Again' }))).rejects.toThrow(
      'already withdrawn',
    )
  })

  it('is followed by the newest where two cover a day, and may say that nothing is known', async () => {
    await set()
    const later = await set({
      value: null,
      effectiveFrom: '2026-11-15',
      reason: 'The agency contradicts itself',
    })
    expect([await capOn('2026-11-14'), await capOn('2026-11-15')]).toEqual(['2 verified', 'unknown'])
    await shop.write((tx) => withdrawRule(tx, { id: later, reason: 'Settled' }))
    expect(await capOn('2026-11-15')).toBe('2 verified')
  })

  it('is in the trail with before, after and reason, and is told to others', async () => {
    const id = await set()
    const audit = await shop.audit()
    expect(audit).toMatchObject([
      {
        eventType: 'state_rule.set',
        before: { status: 'unverified', origin: 'shipped' },
        after: { status: 'verified', origin: 'organization', changeReason: 'Read the rule ourselves' },
      },
    ])
    expect(shop.events('compliance.rules_changed')).toEqual([
      { ruleId: id, state: 'CO', topic: 'purchase_limit.adult' },
    ])
  })

  it('must fit its topic, naming each field, and have days in order', async () => {
    const bucket = { ...TWO_OUNCES.buckets[0]!, cap: { amount: '2', unit: 'ml' } }
    await expect(set({ value: { buckets: [bucket] } })).rejects.toMatchObject({
      code: 'bad_rule_value',
      problems: [{ path: 'value.buckets.0.counts.0' }],
    })
    await expect(set({ topic: 'retention' })).rejects.toMatchObject({ code: 'bad_rule_value' })
    await expect(set({ value: undefined })).rejects.toMatchObject({ code: 'bad_rule_value' })
    await expect(set({ effectiveTo: '2026-10-01' })).rejects.toMatchObject({ code: 'bad_rule_span' })
    await expect(set({ source: { citation: 'Hearsay', readOn: null } })).rejects.toMatchObject({
      code: 'bad_rule_source',
    })
    expect(await shop.audit()).toEqual([])
  })

  it('can neither be changed nor removed by the application', async () => {
    await set()
    const attempt = (statement: string) => shop.write((tx) => sql.raw(statement).execute(tx.db))
    await expect(attempt(`update state_rules set reason = 'other'`)).rejects.toThrow('permission denied')
    await expect(attempt('delete from state_rules')).rejects.toThrow('permission denied')
  })

  it('stays unknown when what is stored no longer fits, instead of falling back to an older rule', async () => {
    await set()
    await shop.write((tx) =>
      sql`insert into state_rules (organization_id, id, state, topic, value, effective_from, status, source, reason, recorded_by)
        values (${shop.organizationId}, ${newId()}, 'CO', 'purchase_limit.adult', '{"old":"shape"}', '2026-11-10', 'verified', 'Old', 'Old', 'x')`.execute(
        tx.db,
      ),
    )
    expect([await capOn('2026-11-09'), await capOn('2026-11-10')]).toEqual(['2 verified', 'unknown'])
  })

  it('is not seen by another organisation', async () => {
    const id = await set()
    const other = await shops.open()
    expect(await other.read((read) => ownRules(read))).toEqual([])
    await expect(other.write((tx) => withdrawRule(tx, { id, reason: 'Mischief' }))).rejects.toThrow(
      'does not exist',
    )
  })
})

describe('the rule book', () => {
  it('shows every topic of a state with its certainty, the unknown ones too', async () => {
    const { items, states } = await shop.read((read) => ruleBook(read, { state: 'CO', day: '2026-11-22' }))
    expect(states).toEqual(expect.arrayContaining(['CA', 'CO', 'NM']))
    const of = (topic: string) => items.find((item) => item.topic === topic)
    expect(of('purchase_limit.adult')).toMatchObject({
      status: 'unverified',
      applied: false,
      origin: 'shipped',
    })
    expect(of('retention')).toMatchObject({
      status: 'verified',
      applied: true,
      source: '1 CCR 212-3 rule 3-905',
    })
    expect(of('coa_validity')).toMatchObject({ status: 'unknown', applied: false, value: null, source: null })
    for (const item of items)
      expect([item.source === null, item.standing !== '']).toEqual([item.status === 'unknown', true])
  })
})

describe('what a change touches', () => {
  const touched = (change: Partial<RuleInput>) => {
    const { reason: _, ...input } = rule(change)
    return shop.read((read) => touchedBy(read, input))
  }
  it('are stores, customers, buckets and the products that may be of a changed form', async () => {
    await shop.write(async (tx) => {
      for (const [sku, category, storeId] of [
        ['F', 'flower', shop.boston],
        ['V', 'vapes', shop.boston],
        ['P', 'pre_rolls', shop.oakland],
        ['E', 'edibles', shop.boston],
      ] as const) {
        const id = newId()
        await sql`insert into products (organization_id, id, sku, name, category) values (${shop.organizationId}, ${id}, ${sku}, ${sku}, ${category})`.execute(
          tx.db,
        )
        await sql`insert into stock_positions (organization_id, store_id, product_id) values (${shop.organizationId}, ${storeId}, ${id})`.execute(
          tx.db,
        )
      }
    })
    const found = await touched({ state: 'MA', value: TWO_OUNCES })
    expect(found).toMatchObject({
      before: { origin: 'shipped', status: 'reported' },
      after: { origin: 'organization', status: 'verified' },
      stores: [{ id: shop.boston, name: 'Boston' }],
      limits: {
        customerKinds: ['adult', 'visitor'],
        buckets: [
          { id: 'flower_equivalent', before: '2 oz per day', after: null },
          { id: 'flower', before: null, after: '2 oz per day' },
        ],
        forms: ['flower', 'concentrate', 'vape', 'solid_edible', 'liquid_edible', 'topical'],
        products: 3,
      },
      deadlines: [],
    })
  })

  it('are deadlines, with the old and the new instant, and nothing is written', async () => {
    const value = { within: { kind: 'business_days', days: 2, at: 'end_of_day' } }
    const found = await touched({
      state: 'CA',
      topic: 'deadline.fix_entry_error',
      value,
      effectiveFrom: '2026-11-20',
    })
    expect(found.deadlines.find(({ kind }) => kind === 'unit_mistake')).toEqual({
      kind: 'unit_mistake',
      before: '2026-11-23T20:00:00.000Z',
      after: '2026-11-25T07:59:59.999Z',
    })
    expect(found.deadlines.map(({ kind }) => kind)).toContain('quantity_drift')
    expect(found.limits).toEqual({ customerKinds: [], buckets: [], forms: [], products: 0 })
    expect(await shop.read((read) => ownRules(read))).toEqual([])
  })

  it('are lab certificates, which follow the rule once it is set', async () => {
    const id = await shop.write((tx) =>
      addCredential(
        tx,
        {
          kind: 'coa',
          storeId: shop.oakland,
          membershipId: null,
          lotId: null,
          packageTag: '1A4060300000001000000123',
          holder: 'Blue Dream lot 7',
          number: 'COA-7',
          issuer: 'Lab One',
          state: 'CA',
          issuedOn: '2026-06-30',
          expiresOn: null,
          note: '',
        },
        NOW,
      ),
    )
    const expiry = async () => {
      const found = await shop.read((read) => credential(read, id, NOW))
      return [found?.expiresOn, found?.expiryBasis]
    }
    expect(await expiry()).toEqual(['2027-06-30', 'rule'])
    const change = {
      state: 'CA',
      topic: 'coa_validity' as const,
      value: { months: 8 },
      effectiveFrom: '2026-01-01',
    }
    expect(await touched(change)).toMatchObject({ certificates: 1 })
    const ruleId = await set(change)
    expect(await expiry()).toEqual(['2027-02-28', 'rule'])
    await shop.write((tx) => withdrawRule(tx, { id: ruleId, reason: 'Test over' }))
    expect(await expiry()).toEqual(['2027-06-30', 'rule'])
    await shop.write((tx) => setComplianceSettings(tx, { accept: 'verified' }))
    expect(await expiry()).toEqual([null, 'unknown'])
  })
})
