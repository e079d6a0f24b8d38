import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { silentLogger } from '@suite/telemetry'
import {
  addCredential,
  credential,
  credentialCalendar,
  credentialJobs,
  dueCredentials,
  noticeDueCredentials,
  renewCredential,
  retireCredential,
  type CredentialInput,
} from '../index.ts'
import { credentialsQuery } from './contract.ts'
import { NOW, ruleShops, type RuleShop } from '../../test/rule-shop.ts'

const DAY = 86_400_000
let shops: Awaited<ReturnType<typeof ruleShops>>
let shop: RuleShop
beforeAll(async () => {
  shops = await ruleShops()
})
afterAll(() => shops.close())
beforeEach(async () => {
  shop = await shops.open()
})

const later = (days: number): Date => new Date(NOW.getTime() + days * DAY)
const dayIn = (days: number): string => later(days).toISOString().slice(0, 10)
const input = (change: Partial<CredentialInput> = {}): CredentialInput => ({
  kind: 'licence',
  storeId: shop.oakland,
  membershipId: null,
  lotId: null,
  packageTag: null,
  holder: 'Evergreen Collective LLC',
  number: 'C10-0000123-LIC',
  issuer: 'Department of Cannabis Control',
  state: 'CA',
  issuedOn: '2026-01-10',
  expiresOn: dayIn(90),
  note: '',
  ...change,
})
const add = (change?: Partial<CredentialInput>) => shop.write((tx) => addCredential(tx, input(change), NOW))
const notice = (now: Date) => shop.write((tx) => noticeDueCredentials(tx, now))
const steps = () => shop.events('compliance.credential_due').map(({ stepDays }) => stepDays)
const list = (query: object = {}) =>
  shop.read((read) => credentialCalendar(read, credentialsQuery.parse(query), NOW))

describe('the calendar', () => {
  it('lists by expiry, page by page, by kind and store, and those of unknown expiry apart', async () => {
    const [late, soon, badge] = [
      await add(),
      await add({ number: 'L2', expiresOn: dayIn(10) }),
      await add({ kind: 'badge', number: 'B1', holder: 'Dana Reyes', storeId: null, expiresOn: dayIn(40) }),
    ]
    const vague = await add({ number: 'L3', expiresOn: null, storeId: shop.boston, state: 'MA' })
    const first = await list({ limit: 2 })
    expect(first.items.map(({ id, daysLeft, step, storeName }) => [id, daysLeft, step, storeName])).toEqual([
      [soon, 10, '30', 'Oakland'],
      [badge, 40, '60', null],
    ])
    expect((await list({ limit: 2, cursor: first.nextCursor })).items.map(({ id }) => id)).toEqual([late])
    expect((await list({ kind: 'badge' })).items.map(({ id }) => id)).toEqual([badge])
    expect((await list({ from: dayIn(11), to: dayIn(89), storeId: shop.oakland })).items).toEqual([])
    expect((await list({ expiry: 'unknown' })).items).toMatchObject([
      { id: vague, expiresOn: null, daysLeft: null, step: null, expiryNote: 'No expiry was entered.' },
    ])
  })

  it('counts days in the zone of the store', async () => {
    const id = await add({ expiresOn: '2026-11-22' })
    const left = async (at: string) =>
      (await shop.read((read) => credential(read, id, new Date(at))))?.daysLeft
    expect([await left('2026-11-23T07:59:00Z'), await left('2026-11-23T08:00:00Z')]).toEqual([0, -1])
  })
})

describe('the due list', () => {
  it('counts what expired and what runs out within 7, 30 and 60 days', async () => {
    for (const days of [-3, 0, 7, 8, 30, 31, 60, 61])
      await add({ number: `N${days}`, expiresOn: dayIn(days) })
    await add({ number: 'vague', expiresOn: null })
    const due = await shop.read((read) => dueCredentials(read, {}, NOW))
    expect(due.counts).toEqual({ expired: 1, within7: 2, within30: 2, within60: 2, unknown: 1 })
    expect(due.items.map(({ number, step }) => `${number}:${step}`)).toEqual([
      'N-3:expired',
      'N0:7',
      'N7:7',
      'N8:30',
      'N30:30',
      'N31:60',
      'N60:60',
    ])
    const elsewhere = await shop.read((read) => dueCredentials(read, { storeId: shop.boston }, NOW))
    expect(elsewhere).toEqual({
      counts: { expired: 0, within7: 0, within30: 0, within60: 0, unknown: 0 },
      items: [],
    })
  })
})

describe('warnings', () => {
  it('go out once at 60, 30 and 7 days, however often the calendar is walked', async () => {
    const id = await add()
    for (let days = 0; days <= 120; days++) {
      await notice(later(days))
      await notice(later(days))
    }
    expect(shop.events('compliance.credential_due')).toEqual(
      [60, 30, 7].map((stepDays) => ({ credentialId: id, storeId: shop.oakland, stepDays })),
    )
  })

  it('start at the present step for what is found late, at once', async () => {
    await add({ expiresOn: dayIn(20) })
    expect(steps()).toEqual([30])
    await add({ number: 'gone', expiresOn: dayIn(-40) })
    expect(steps()).toEqual([30, 7])
    await notice(later(13))
    expect(steps()).toEqual([30, 7, 7])
  })

  it('go out once when two walk the calendar at the same moment', async () => {
    await add({ expiresOn: dayIn(70) })
    await Promise.all([1, 2, 3, 4].map(() => notice(later(15))))
    expect(steps()).toEqual([60])
  })

  it('come from the daily job, for every organisation', async () => {
    const other = await shops.open()
    await add({ expiresOn: dayIn(65) })
    await other.write((tx) => addCredential(tx, { ...input(), storeId: null, expiresOn: dayIn(65) }, NOW))
    const [job] = credentialJobs({ now: () => later(10) })
    await job!.handle(
      { id: 'j', payload: {}, signal: new AbortController().signal, attempt: 1 },
      { database: shop.database, enqueue: () => Promise.resolve(), log: silentLogger() },
    )
    expect([steps(), other.events('compliance.credential_due').map((event) => event['stepDays'])]).toEqual([
      [60],
      [60],
    ])
  })

  it('stop for what is renewed or retired, and start anew for the renewed paper', async () => {
    const id = await add({ expiresOn: dayIn(65) })
    const retired = await add({ number: 'R', expiresOn: dayIn(65) })
    await shop.write((tx) => retireCredential(tx, { id: retired, reason: 'Store closed', now: NOW }))
    const renewed = await shop.write((tx) =>
      renewCredential(tx, id, { issuedOn: dayIn(0), expiresOn: dayIn(365), note: '' }, NOW),
    )
    await notice(later(60))
    expect(steps()).toEqual([])
    await notice(later(305))
    expect(shop.events('compliance.credential_due')).toMatchObject([{ credentialId: renewed, stepDays: 60 }])
  })
})

describe('a life', () => {
  it('is added, renewed and retired, with every step in the trail', async () => {
    const id = await add()
    const next = await shop.write((tx) =>
      renewCredential(
        tx,
        id,
        { number: 'C10-9', issuedOn: '2027-01-01', expiresOn: '2028-01-01', note: 'Renewed' },
        NOW,
      ),
    )
    const old = await shop.read((read) => credential(read, id, NOW))
    const fresh = await shop.read((read) => credential(read, next, NOW))
    expect(old).toMatchObject({ status: 'renewed', closedAt: NOW.toISOString() })
    expect(fresh).toMatchObject({
      status: 'active',
      renews: id,
      number: 'C10-9',
      holder: 'Evergreen Collective LLC',
    })
    await shop.write((tx) => retireCredential(tx, { id: next, reason: 'Sold the store', now: NOW }))
    expect(await shop.audit()).toMatchObject([
      { eventType: 'credential.added', after: { number: 'C10-0000123-LIC', expiryBasis: 'stated' } },
      { eventType: 'credential.renewed', after: { number: 'C10-9', renewedBy: next } },
      { eventType: 'credential.retired', after: { reason: 'Sold the store' } },
    ])
    expect((await list({ status: 'retired' })).items.map((item) => item.closedReason)).toEqual([
      'Sold the store',
    ])
  })

  it('cannot be renewed or retired twice, and is renewed once when two try', async () => {
    const id = await add()
    const renew = () =>
      shop.write((tx) => renewCredential(tx, id, { issuedOn: null, expiresOn: dayIn(300), note: '' }, NOW))
    const outcomes = await Promise.allSettled([renew(), renew(), renew()])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    await expect(
      shop.write((tx) => retireCredential(tx, { id, reason: 'Twice', now: NOW })),
    ).rejects.toMatchObject({
      code: 'credential_closed',
    })
  })

  it('refuses doubles, goods without a name, days out of order, and what belongs to others', async () => {
    await add()
    await expect(add()).rejects.toMatchObject({ code: 'already_exists' })
    await expect(add({ kind: 'coa' })).rejects.toMatchObject({ code: 'certificate_without_goods' })
    await expect(add({ number: 'x', expiresOn: '2025-12-31' })).rejects.toMatchObject({ code: 'bad_expiry' })
    await expect(add({ number: 'y', storeId: newId() })).rejects.toMatchObject({ code: 'unknown_reference' })
    const other = await shops.open()
    await expect(add({ number: 'z', storeId: other.oakland })).rejects.toMatchObject({
      code: 'unknown_reference',
    })
    const [mine] = (await list()).items
    await expect(
      other.write((tx) => retireCredential(tx, { id: mine!.id, reason: 'Mischief', now: NOW })),
    ).rejects.toThrow('does not exist')
  })
})

describe('a lab certificate without a stated expiry', () => {
  const coa = (state: string, issuedOn: string | null) =>
    add({
      kind: 'coa',
      number: `COA-${state}`,
      packageTag: '1A4',
      issuer: 'Lab One',
      state,
      issuedOn,
      expiresOn: null,
    })
  it.each([
    ['CA', '2026-02-28', '2027-02-28', 'rule', '12 months from issue. Reported by a secondary source'],
    ['MI', '2026-02-28', null, 'unknown', 'No rule of MI'],
    ['CA', null, null, 'unknown', 'Neither the day of issue'],
  ])('in %s issued %s expires %s', async (state, issuedOn, expiresOn, expiryBasis, words) => {
    const id = await coa(state, issuedOn)
    const found = await shop.read((read) => credential(read, id, NOW))
    expect(found).toMatchObject({ expiresOn, expiryBasis })
    expect(found?.expiryNote).toContain(words)
  })
})
