import { sql } from '@suite/db'
import type { JobTools } from '@suite/jobs'
import { newId } from '@suite/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOON, reconciledShops, type ReconciledShop } from '../../test/reconciled-shop.ts'
import { askForRun } from './commands/ask-for-run.ts'
import { moveDiscrepancy } from './commands/move.ts'
import { reconcileStore } from './commands/reconcile-store.ts'
import { reconciliationJobs } from './jobs.ts'
import type { SourcesOf } from './ports.ts'
import { discrepancies } from './queries/discrepancies.ts'
import { run, runs } from './queries/runs.ts'

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
const standing = async () =>
  (await shop.read((read) => discrepancies(read, { show: 'standing', sort: 'due', limit: 100 }))).items
const brief = async () =>
  (await standing()).map((one) => `${one.class} ${one.packageTag} ${one.state}`).sort()

describe('what stands', () => {
  it('is not resolved by age', async () => {
    const sold = await shop.addPackage('SOLD', '8', { state: '10' })
    await shop.sell({ number: '1001', tag: 'SOLD', quantity: '2', at: hours(-30), reported: null }, sold)
    await shop.reconcile()
    expect(await brief()).toEqual(['unreported_sale SOLD open'])
    await shop.reconcile(hours(24 * 50))
    expect(await brief()).toEqual(['unreported_sale SOLD open'])
    await shop.reconcile(hours(24 * 500))
    expect(await brief()).toContain('unreported_sale SOLD open')
  })
  it('is not resolved by the loss of its witness', async () => {
    await shop.addPackage('DRIFT', '5', { state: '7' })
    await shop.addPackage('GONE', '5', { state: null })
    await shop.reconcile()
    expect(await brief()).toEqual(['missing_package GONE open', 'quantity_drift DRIFT open'])
    const runId = newId()
    await shop.write(async (tx) => {
      await sql`insert into reconciliation_runs (organization_id, id, store_id, status, reason, requested_by)
        values (${shop.organizationId}, ${runId}, ${shop.storeId}, 'waiting', 'person', 'x')`.execute(tx.db)
      await reconcileStore(tx, {
        storeId: shop.storeId,
        runId,
        now: hours(5),
        sourcesOf: () => Promise.resolve({ till: null, state: null }),
      })
    })
    expect(await brief()).toEqual(['missing_package GONE open', 'quantity_drift DRIFT open'])
  })
  it('a barred sale that was dealt with by hand is not reopened', async () => {
    const sold = await shop.addPackage('HELD', '8')
    await shop.sell({ number: '1001', tag: 'HELD', quantity: '2', at: hours(-30) }, sold)
    await shop.write((tx) =>
      sql`insert into stock_holds (organization_id, id, store_id, scope, package_tag, reason, placed_by, placed_at)
      values (${shop.organizationId}, ${newId()}, ${shop.storeId}, 'tag', 'HELD', 'Mould', 'x', ${hours(-40)})`.execute(
        tx.db,
      ),
    )
    await shop.reconcile()
    const [one] = await standing()
    expect(await brief()).toEqual(['sold_on_hold HELD open'])
    await expect(
      shop.write((tx) =>
        moveDiscrepancy(tx, {
          id: one!.id,
          to: 'awaiting_verification',
          note: 'Told the agency.',
          now: hours(1),
        }),
      ),
    ).rejects.toMatchObject({ code: 'not_verifiable' })
    await shop.write((tx) =>
      moveDiscrepancy(tx, { id: one!.id, to: 'dismissed', note: 'Told the agency.', now: hours(1) }),
    )
    await shop.reconcile(hours(3))
    await shop.reconcile(hours(24 * 50))
    expect(await brief()).toEqual([])
    expect(
      (await shop.read((read) => discrepancies(read, { show: 'closed', sort: 'due', limit: 100 }))).items[0],
    ).toMatchObject({ state: 'dismissed' })
  })
})

describe('the job', () => {
  const work = async (sourcesOf: SourcesOf): Promise<void> => {
    const [job] = reconciliationJobs({ sourcesOf, now: () => NOON })
    const payload = { organizationId: shop.organizationId, storeId: shop.storeId }
    const tools = { database: shops.database } as unknown as JobTools
    await job!.handle({ id: newId(), payload, signal: new AbortController().signal, attempt: 1 }, tools)
  }
  const nothing: SourcesOf = () => Promise.resolve({ till: null, state: null })
  const ask = () => shop.write((tx) => askForRun(tx, { storeId: shop.storeId, reason: 'change' }))

  it('serves everybody who asked with one run, and is seen while it runs', async () => {
    const { runId } = await ask()
    await ask()
    let seen = ''
    let meanwhile = ''
    await work(async () => {
      seen = (await shop.read((read) => run(read, runId))).status
      meanwhile = (await ask()).runId
      return { till: null, state: null }
    })
    expect(seen).toBe('running')
    expect(meanwhile).not.toBe(runId)
    await work(nothing)
    await work(nothing)
    const { items } = await shop.read((read) => runs(read, { limit: 10 }))
    expect(items.map(({ id, status }) => [id, status])).toEqual([
      [meanwhile, 'done'],
      [runId, 'done'],
    ])
  })

  it('tries again what failed and then says nothing of the failure', async () => {
    const { runId } = await ask()
    await expect(work(() => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer')
    const failed = await shop.read((read) => run(read, runId))
    expect(failed.status).toBe('failed')
    expect(failed.failure).toContain('tried again by itself')
    await work(nothing)
    expect(await shop.read((read) => run(read, runId))).toMatchObject({ status: 'done', failure: null })
  })
})
