import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { newId } from '@suite/kernel'
import { NOON, PERSON, reconciledShops, type ReconciledShop } from '../../test/reconciled-shop.ts'
import { handOutPack, inspectionPack, inspectionPacks } from './packs.ts'
import { askForPack, preparePack } from './prepare-pack.ts'
import type { Pack } from './read-pack.ts'
import { SECTIONS } from './sections.ts'

const PERIOD = { from: '2026-11-20', to: '2026-11-22' }
let shops: Awaited<ReturnType<typeof reconciledShops>>
let shop: ReconciledShop
beforeAll(async () => {
  shops = await reconciledShops()
})
beforeEach(async () => {
  shop = await shops.open()
  await shop.write((tx) =>
    sql`update memberships set created_at = ${new Date(NOON.getTime() - 86_400_000)}`.execute(tx.db),
  )
})
afterAll(() => shops.close())

const context = () => ({ organizationId: shop.organizationId, actor: { kind: 'user', id: PERSON } as const })
const prepared = async (of: { from: string; to: string } = PERIOD): Promise<{ id: string; pack: Pack }> => {
  const id = await shop.write((tx) => askForPack(tx, { storeId: shop.storeId, ...of, now: NOON }))
  await preparePack(shops.database, context(), id, NOON)
  const { bytes } = await shop.write((tx) => handOutPack(tx, id, 'json'))
  return { id, pack: JSON.parse(bytes.toString()) as Pack }
}
const keysOf = (pack: Pack): string[] => Object.keys(pack.sections)

describe('an inspection pack', () => {
  it('holds every record of the store and the period, and nothing of another', async () => {
    await shop.addPackage('DRIFT', '10', { shelf: '12' })
    await shop.reconcile()
    const productId = await shop.addPackage('HELD', '5')
    await shop.write(async (tx) => {
      await sql`update reconciliation_runs set requested_at = ${NOON}, finished_at = ${NOON}`.execute(tx.db)
      const [sessionId, org] = [newId(), sql`${shop.organizationId}::uuid`]
      await sql`insert into stock_holds (organization_id, id, store_id, scope, package_tag, reason, placed_by, placed_at)
        values (${org}, ${newId()}, ${shop.storeId}, 'tag', 'HELD', 'Mould', ${PERSON}, ${NOON})`.execute(
        tx.db,
      )
      await sql`insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, occurred_at, reason,
          source_type, actor_id) values (${org}, ${newId()}, ${shop.storeId}, ${productId}, 'adjust', -1,
          '2026-11-22T07:30:00Z', 'Broken jar', 'person', ${PERSON}),
          (${org}, ${newId()}, ${shop.storeId}, ${productId}, 'adjust', -2, '2026-11-19T12:00:00Z', 'Before', 'person', ${PERSON})`.execute(
        tx.db,
      )
      await sql`insert into count_sessions (organization_id, id, store_id, name, status, blind, people, by,
          separate_reviewer, scope, created_by, created_at, closed_by, closed_at, statement)
        values (${org}, ${sessionId}, ${shop.storeId}, 'Vault', 'posted', true, 2, 'package', true, '{"kind":"all"}',
          ${PERSON}, ${NOON}, ${PERSON}, ${NOON}, 'I saw it')`.execute(tx.db)
      await sql`insert into credentials (organization_id, id, kind, store_id, holder, number, issuer, state, expires_on,
          expiry_basis, created_by) values (${org}, ${newId()}, 'licence', ${shop.storeId}, 'Evergreen', '402R-1', 'MED', 'CO',
          '2027-01-01', 'stated', 'test')`.execute(tx.db)
    })
    const { pack } = await prepared()
    expect(keysOf(pack)).toEqual(SECTIONS.map(({ key }) => key))
    expect(pack).toMatchObject({
      format: 'cannabis-operations-suite/inspection',
      version: 1,
      preparedBy: 'Dana Reyes',
      store: { name: 'Capitol Hill', state: 'CO' },
      period: PERIOD,
    })
    const { sections } = pack
    // every field of every record is told of in the guide
    for (const [key, rows] of Object.entries(sections))
      for (const row of rows)
        expect(Object.keys(pack.guide[key]?.fields ?? {})).toEqual(expect.arrayContaining(Object.keys(row)))
    expect(sections['discrepancies']).toMatchObject([
      { tag: 'DRIFT', class: 'quantity_drift', state: 'open' },
    ])
    expect(sections['reconciliations']).toHaveLength(1)
    // half past midnight in Denver belongs to the day, noon of the 19th does not
    expect(sections['adjustments']).toMatchObject([
      { reason: 'Broken jar', by: 'Dana Reyes', quantity: '-1' },
    ])
    expect(sections['counts']).toMatchObject([{ manner: 'blind, two people', closedBy: 'Dana Reyes' }])
    expect(sections['holds']).toMatchObject([{ tag: 'HELD', reason: 'Mould', liftedAt: null }])
    expect(sections['licences']).toMatchObject([{ number: '402R-1' }])
    expect(sections['people']).toMatchObject([{ name: 'Dana Reyes', role: 'compliance' }])
    expect(sections['reported']).toHaveLength(3)
    expect(sections['reconciliations']).toMatchObject([
      { late: 0, tillReadUntil: NOON.toISOString(), stateReadUntil: NOON.toISOString() },
    ])
    expect((sections['rules'] ?? []).length).toBeGreaterThan(5)
    expect(JSON.stringify(pack)).not.toContain('dana@evergreen.example')
    const other = await shops.open()
    shop = other
    const { pack: theirs } = await prepared()
    expect(theirs.sections['discrepancies']).toEqual([])
    expect(theirs.sections['adjustments']).toEqual([])
  })

  it('tells by day which sales the state has, which it lacks, and which of these are late', async () => {
    const productId = await shop.addPackage('SOLD', '10')
    const at = (hours: number) => new Date(NOON.getTime() - hours * 3_600_000)
    await shop.sell({ number: '1', tag: 'SOLD', quantity: '1', at: at(50) }, productId)
    await shop.sell({ number: '2', tag: 'SOLD', quantity: '1', at: at(49), reported: null }, productId)
    await shop.sell({ number: '3', tag: 'SOLD', quantity: '1', at: at(0.1), reported: null }, productId)
    await shop.reconcile()
    const { pack } = await prepared()
    const none = { reported: 0, voided: 0, missing: 0, waiting: 0, unsettled: 0, late: 0, atState: 0 }
    expect(pack.sections['reported']).toMatchObject([
      { day: '2026-11-20', ...none, receipts: 2, reported: 1, missing: 1, late: 1, atState: 1 },
      { day: '2026-11-21', ...none, receipts: 0 },
      { day: '2026-11-22', ...none, receipts: 1, waiting: 1 },
    ])
  })

  it('says how a discrepancy was put right, what a count posted, and who had access when', async () => {
    await shop.addPackage('BY-HAND', '10', { shelf: '12' })
    await shop.reconcile()
    await shop.write(async (tx) => {
      await sql`update discrepancies set corrected_at = ${NOON}, state = 'resolved', closed_at = ${NOON}, closed_how = 'verified'
        where package_tag = 'BY-HAND'`.execute(tx.db)
      const [sessionId, org] = [newId(), sql`${shop.organizationId}::uuid`]
      await sql`insert into count_sessions (organization_id, id, store_id, name, status, blind, people, by,
          separate_reviewer, scope, created_by, created_at, closed_by, closed_at)
        values (${org}, ${sessionId}, ${shop.storeId}, 'Vault', 'posted', true, 1, 'package', true, '{"kind":"all"}',
          ${PERSON}, ${NOON}, ${PERSON}, ${NOON})`.execute(tx.db)
      await sql`insert into count_lines (organization_id, id, session_id, position, product_id, package_tag, state,
          final_quantity, counted_at, expected_quantity)
        select ${org}, gen_random_uuid(), ${sessionId}, n, p.id, 'LINE' || n, 'agreed', 12 - n, ${NOON}, 10
        from products p, generate_series(1, 3) n`.execute(tx.db)
      await sql`insert into audit_events (organization_id, id, occurred_at, actor_kind, actor_id, event_type, resource_type,
          resource_id, action, risk_level, before, after)
        values (${org}, ${newId()}, ${NOON}, 'user', ${PERSON}, 'membership.changed', 'membership', ${shop.membershipId},
          'update', 'high', '{"role":"viewer","active":false}', '{"role":"compliance","active":true}')`.execute(
        tx.db,
      )
    })
    const { sections } = (await prepared()).pack
    expect(sections['discrepancies']).toMatchObject([
      { tag: 'BY-HAND', correction: 'by hand', correctedAt: NOON.toISOString(), closedHow: 'verified' },
    ])
    // the second line was counted as the book had it
    expect(sections['countDifferences']).toMatchObject([
      { tag: 'LINE1', expected: '10', counted: '11', difference: '1' },
      { tag: 'LINE3', expected: '10', counted: '9', difference: '-1' },
    ])
    expect(sections['accessChanges']).toMatchObject([
      {
        name: 'Dana Reyes',
        roleBefore: 'viewer',
        roleAfter: 'compliance',
        accessBefore: 'withdrawn',
        accessAfter: 'active',
        by: 'Dana Reyes',
      },
    ])
    expect(sections['people']).toMatchObject([{ name: 'Dana Reyes', firstAct: NOON.toISOString() }])
  })

  it('has every discrepancy of many on paper and in the data, once', async () => {
    const runId = await shop.reconcile()
    await shop.write((tx) =>
      sql`insert into discrepancies (organization_id, id, store_id, class, cause, identity, package_tag, subject, dollars_minor,
          explanation, evidence, proposal, state, discovered_at, due_at, due_basis, due_reason, first_run_id, last_run_id,
          last_seen_at)
        select ${shop.organizationId}::uuid, gen_random_uuid(), ${shop.storeId}::uuid, 'quantity_drift', 'unexplained',
          'x' || n, 'TAG' || n, 'state', n, 'Two more on the shelf', '[]', '{}', 'open', ${NOON}, ${NOON}, 'none', '',
          ${runId}::uuid, ${runId}::uuid, ${NOON} from generate_series(1, 800) n`.execute(tx.db),
    )
    const { id, pack } = await prepared()
    const tags = (pack.sections['discrepancies'] ?? []).map(({ tag }) => tag)
    expect(new Set(tags).size).toBe(800)
    expect(tags).toHaveLength(800)
    const { bytes } = await shop.write((tx) => handOutPack(tx, id, 'pdf'))
    expect([...bytes.toString('latin1').matchAll(/\/Type \/Page\n/g)].length).toBeGreaterThan(20)
  })

  it('can be proven by its hashes, stays as it was, and leaves a trace of who took it', async () => {
    const { id } = await prepared()
    const pack = await shop.read((read) => inspectionPack(read, id))
    expect(pack).toMatchObject({ status: 'done', from: PERIOD.from, counts: { people: 1 } })
    for (const as of ['pdf', 'json'] as const) {
      const { bytes, fileName } = await shop.write((tx) => handOutPack(tx, id, as))
      const hash = createHash('sha256').update(bytes).digest('hex')
      expect(hash).toBe(as === 'pdf' ? pack.pdfSha256 : pack.dataSha256)
      expect(fileName).toBe(`inspection-capitol-hill-2026-11-20-to-2026-11-22.${as}`)
    }
    await shop.addPackage('LATER', '1')
    await preparePack(shops.database, context(), id, new Date(NOON.getTime() + 60_000))
    expect(await shop.read((read) => inspectionPack(read, id))).toEqual(pack)
    const { rows } = await shop.read((read) =>
      sql`select from audit_events where event_type = 'inspection_pack.downloaded'`.execute(read.db),
    )
    expect(rows).toHaveLength(3)
  })

  it('is refused for days that make no period, and is nobody else’s', async () => {
    const ask = (from: string, to: string) =>
      shop.write((tx) => askForPack(tx, { storeId: shop.storeId, from, to, now: NOON }))
    await expect(ask('2026-11-22', '2026-11-21')).rejects.toMatchObject({ code: 'bad_span' })
    await expect(ask('2024-11-22', '2026-11-21')).rejects.toMatchObject({ code: 'bad_span' })
    const id = await ask(PERIOD.from, PERIOD.to)
    await expect(shop.write((tx) => handOutPack(tx, id, 'pdf'))).rejects.toMatchObject({ code: 'not_ready' })
    const other = await shops.open()
    await expect(other.read((read) => inspectionPack(read, id))).rejects.toMatchObject({ kind: 'not_found' })
    await expect(other.write((tx) => handOutPack(tx, id, 'pdf'))).rejects.toMatchObject({ kind: 'not_found' })
    const mine = shop.storeId
    await expect(
      other.write((tx) => askForPack(tx, { storeId: mine, ...PERIOD, now: NOON })),
    ).rejects.toMatchObject({ kind: 'not_found' })
    expect((await other.read((read) => inspectionPacks(read, { limit: 10 }))).items).toEqual([])
    expect((await shop.read((read) => inspectionPacks(read, { limit: 10 }))).items).toHaveLength(1)
  })
})
