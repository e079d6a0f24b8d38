import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOON, reconciledShops, type ReconciledShop } from '../../test/reconciled-shop.ts'
import { askForRun } from './commands/ask-for-run.ts'
import { assignDiscrepancy, moveDiscrepancy } from './commands/move.ts'
import { signOffRun } from './commands/sign-off.ts'
import type { DiscrepanciesQuery, DiscrepancyItem } from './contract.ts'
import { discrepancies, discrepancy } from './queries/discrepancies.ts'
import { dueNow } from './queries/due.ts'
import { run } from './queries/runs.ts'
import { packageReplay } from '../unit-replay/package-replay.ts'

let shops: Awaited<ReturnType<typeof reconciledShops>>
let shop: ReconciledShop
beforeAll(async () => {
  shops = await reconciledShops()
})
beforeEach(async () => {
  shop = await shops.open()
})
afterAll(() => shops.close())

const hours = (count: number): Date => new Date(NOON.getTime() + count * 3_600_000)
const list = async (of: Partial<DiscrepanciesQuery> = {}): Promise<DiscrepancyItem[]> =>
  (await shop.read((read) => discrepancies(read, { show: 'standing', sort: 'due', limit: 100, ...of }))).items
const classes = async (): Promise<string[]> =>
  (await list()).map((one) => `${one.class} ${one.packageTag}`).sort()
const only = async (): Promise<DiscrepancyItem> => {
  const items = await list()
  expect(items).toHaveLength(1)
  return items[0]!
}

describe('a reconciliation', () => {
  it('is silent about a shop in which all agree, however often it is made', async () => {
    const productId = await shop.addPackage('A', '8')
    await shop.sell({ number: '1001', tag: 'A', quantity: '2', at: hours(-30) }, productId)
    const runId = await shop.reconcile()
    await shop.reconcile(hours(1))
    expect(await list()).toEqual([])
    expect(await shop.read((read) => run(read, runId))).toMatchObject({
      status: 'done',
      packages: 1,
      opened: 0,
      standing: 0,
      coverage: { hasShelf: true, statePackagesAt: NOON.toISOString() },
    })
  })

  it('finds each kind once with its dollars and deadline, and the same again when it looks again', async () => {
    const sold = await shop.addPackage('SOLD', '8', { state: '10' })
    await shop.sell({ number: '1001', tag: 'SOLD', quantity: '2', at: hours(-30), reported: null }, sold)
    await shop.addPackage('DRIFT', '5', { state: '7' })
    await shop.addPackage('GONE', '5', { state: null })
    await shop.addPackage('EXTRA', '5', { shelf: null, pos: null })
    await shop.addPackage('FINE', '3')
    await shop.reconcile()
    const expected = [
      'missing_package GONE',
      'quantity_drift DRIFT',
      'unknown_package EXTRA',
      'unreported_sale SOLD',
    ]
    expect(await classes()).toEqual(expected)
    const before = await list()
    await shop.reconcile(hours(1))
    const after = await list()
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(after.find(({ packageTag }) => packageTag === 'SOLD')).toMatchObject({
      dollarsMinor: 2000,
      quantityOff: '2',
      state: 'open',
      proposal: { kind: 'report_sale', quantity: '-2', reference: '1001', by: 'interface' },
    })
    expect(after.every(({ dueAt, discoveredAt }) => dueAt > discoveredAt)).toBe(true)
    const detail = await shop.read((read) => discrepancy(read, after[0]?.id ?? ''))
    expect(detail.events.map(({ to }) => to)).toEqual(['open'])
    expect(detail.evidence.length).toBeGreaterThan(0)
  })

  it('waits for a sale the state may only not have been told of yet', async () => {
    const productId = await shop.addPackage('A', '8', { state: '10' })
    const sale = { number: '1001', tag: 'A', quantity: '2', at: hours(-0.2) }
    await shop.sell({ ...sale, reported: null }, productId)
    const runId = await shop.reconcile()
    expect(await list()).toEqual([])
    expect((await shop.read((read) => run(read, runId))).late).toBeGreaterThan(0)
    await shop.reconcile(hours(2))
    expect(await classes()).toEqual(['unreported_sale A'])
  })

  it('resolves what the sources agree about now', async () => {
    await shop.addPackage('A', '8', { state: '10' })
    await shop.reconcile()
    const { id } = await only()
    await shop.tell('state', 'A', '8', hours(0.5))
    await shop.reconcile(hours(3))
    expect(await list()).toEqual([])
    expect((await list({ show: 'closed' }))[0]).toMatchObject({
      id,
      state: 'resolved',
      closedHow: 'vanished',
    })
  })
})

describe('the replay of a package', () => {
  it('rebuilds what each side held, event by event, and says since when they part', async () => {
    const productId = await shop.addPackage('A', '8', { state: '10' })
    await shop.sell({ number: '1001', tag: 'A', quantity: '2', at: hours(-30), reported: '1' }, productId)
    const past = await shop.read((read) => packageReplay(read, { storeId: shop.storeId, tag: 'A' }))
    expect(past).toMatchObject({ productName: 'Gummies A', now: { shelf: '6', pos: '8', state: '10' } })
    expect(past.events.map(({ side, what }) => `${side} ${what}`)).toEqual([
      'shelf held when last counted or received',
      'pos first listed',
      'state first listed',
      'shelf sold',
      'state receipt reported, 1 Each',
    ])
    expect(past.apartSince).toBe(past.events[2]?.at)
    await expect(
      shop.read((read) => packageReplay(read, { storeId: shop.storeId, tag: 'B' })),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('a correction', () => {
  const corrected = async (): Promise<string> => {
    await shop.addPackage('A', '8', { state: '10' })
    await shop.reconcile()
    const { id } = await only()
    await shop.write((tx) =>
      moveDiscrepancy(tx, { id, to: 'awaiting_verification', note: 'Adjusted by two.', now: hours(1) }),
    )
    return id
  }

  it('is verified by sources read after it', async () => {
    const id = await corrected()
    await shop.tell('state', 'A', '8', hours(1.1))
    // read before the correction: it says nothing yet
    await shop.reconcile(hours(2), hours(0.9))
    expect((await shop.read((read) => discrepancy(read, id))).state).toBe('awaiting_verification')
    await shop.reconcile(hours(3))
    expect(await shop.read((read) => discrepancy(read, id))).toMatchObject({
      state: 'resolved',
      closedHow: 'verified',
    })
  })

  it('is reopened when it did not hold', async () => {
    const id = await corrected()
    await shop.reconcile(hours(3))
    const detail = await shop.read((read) => discrepancy(read, id))
    expect(detail).toMatchObject({ state: 'reopened', timesReopened: 1, correctedAt: null })
    expect(detail.events.map(({ to }) => to)).toEqual(['open', 'awaiting_verification', 'reopened'])
  })
})

describe('people', () => {
  it('take a discrepancy, leave it with a reason, and hear of it again only when it changes', async () => {
    await shop.addPackage('A', '8', { state: '10' })
    await shop.reconcile()
    const { id } = await only()
    await shop.write((tx) => assignDiscrepancy(tx, { id, membershipId: shop.membershipId, now: hours(1) }))
    expect((await list({ show: 'mine' }))[0]).toMatchObject({
      id,
      state: 'assigned',
      assignedName: 'Dana Reyes',
    })
    await shop.write((tx) =>
      moveDiscrepancy(tx, { id, to: 'dismissed', note: 'Two samples.', now: hours(2) }),
    )
    await shop.reconcile(hours(3))
    expect(await list()).toEqual([])
    await expect(
      shop.write((tx) => moveDiscrepancy(tx, { id, to: 'correcting', note: '', now: hours(4) })),
    ).rejects.toMatchObject({ code: 'discrepancy_closed' })
    await shop.tell('state', 'A', '11', hours(4))
    await shop.reconcile(hours(6))
    expect(await only()).toMatchObject({ id, state: 'reopened', quantityOff: '3' })
  })

  it('see what is due with figures, sign a reconciliation once, and see nothing of other shops', async () => {
    await shop.addPackage('A', '8', { state: '10' })
    const runId = await shop.reconcile()
    const due = await shop.read((read) => dueNow(read, {}, hours(200)))
    expect(due).toMatchObject({ standing: 1, overdue: 1, dollarsMinor: 4000, byClass: { quantity_drift: 1 } })
    expect(due.items[0]).toMatchObject({ kind: 'discrepancy', urgency: 'overdue' })
    await shop.write((tx) => signOffRun(tx, { id: runId, note: 'Seen.', now: hours(1) }))
    expect(await shop.read((read) => run(read, runId))).toMatchObject({
      signedOffName: 'Dana Reyes',
      signOffNote: 'Seen.',
    })
    await expect(
      shop.write((tx) => signOffRun(tx, { id: runId, note: '', now: hours(2) })),
    ).rejects.toMatchObject({ code: 'signed_already' })
    const other = await shops.open()
    expect((await other.read((read) => dueNow(read, {}, NOON))).standing).toBe(0)
    await expect(other.read((read) => run(read, runId))).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('ask for one, which a second asker shares', async () => {
    const ask = () => shop.write((tx) => askForRun(tx, { storeId: shop.storeId, reason: 'person' }))
    expect(await ask()).toEqual(await ask())
    await expect(
      shop.write((tx) => askForRun(tx, { storeId: shop.organizationId, reason: 'person' })),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })
})
