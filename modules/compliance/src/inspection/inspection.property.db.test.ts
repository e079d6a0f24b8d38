import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { newId } from '@suite/kernel'
import { writePdf } from '@suite/pdf'
import { reconciledShops } from '../../test/reconciled-shop.ts'
import { packDocument } from './pack-document.ts'
import { readPack, type Pack } from './read-pack.ts'

const HOUR = 3_600_000
/** Midnight in Denver of the first and after the last day of the period. */
const [FROM, UNTIL] = [Date.parse('2026-11-20T07:00:00Z'), Date.parse('2026-11-23T07:00:00Z')]
const NOW = new Date('2026-12-01T12:00:00Z')
const STORES = ['mine', 'sister', 'stranger'] as const

let shops: Awaited<ReturnType<typeof reconciledShops>>
beforeAll(async () => {
  shops = await reconciledShops()
})
afterAll(() => shops.close())

/** A record of some store, hours from the period's beginning; `closed` hours later, or never. */
const record = fc.record({
  kind: fc.constantFrom('adjustments', 'holds', 'discrepancies', 'counts'),
  store: fc.constantFrom(...STORES),
  // the edges often
  at: fc.oneof(
    fc.constantFrom(-1, 0, 72 * HOUR - 1, 72 * HOUR),
    fc.integer({ min: -200 * HOUR, max: 200 * HOUR }),
  ),
  closed: fc.option(fc.integer({ min: 0, max: 200 * HOUR })),
})
type Planted = typeof record extends fc.Arbitrary<infer T> ? T : never

/** Whether a record belongs into the pack of the period. */
const belongs = ({ kind, store, at, closed }: Planted): boolean => {
  const began = FROM + at
  if (store !== 'mine') return false
  if (kind === 'adjustments' || kind === 'counts') return began >= FROM && began < UNTIL
  return began < UNTIL && (closed === null || began + closed >= FROM)
}

it('holds every record of the period once, and none of another store, organisation or time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { maxLength: 25 }), async (planted) => {
      const [shop, stranger] = [await shops.open(), await shops.open()]
      const sisterId = newId()
      const products = {
        mine: await shop.addPackage('P', '5'),
        stranger: await stranger.addPackage('P', '5'),
      }
      const runs = { mine: await shop.reconcile(), stranger: await stranger.reconcile() }
      await shop.write(async (tx) => {
        await sql`insert into stores (organization_id, id, name, state, time_zone)
          values (${shop.organizationId}, ${sisterId}, 'Sister', 'CO', 'America/Denver')`.execute(tx.db)
        await sql`insert into stock_positions (organization_id, store_id, product_id, on_hand, known_from)
          values (${shop.organizationId}, ${sisterId}, ${products.mine}, 5, ${NOW})`.execute(tx.db)
      })
      for (const [index, one] of planted.entries()) {
        const side = one.store === 'stranger' ? 'stranger' : 'mine'
        const owner = side === 'mine' ? shop : stranger
        const of = {
          mark: `mark-${index}`,
          organizationId: owner.organizationId,
          storeId: one.store === 'sister' ? sisterId : owner.storeId,
          productId: products[side],
          runId: runs[side],
          began: new Date(FROM + one.at),
          ended: one.closed === null ? null : new Date(FROM + one.at + one.closed),
        }
        await owner.write((tx) => plant(one.kind, of).execute(tx.db))
      }
      const pack = await shop.read((read) => readPack(read, asked(shop.storeId)))
      for (const kind of ['adjustments', 'holds', 'discrepancies', 'counts'] as const) {
        const expected = planted.flatMap((one, index) =>
          one.kind === kind && belongs(one) ? [`mark-${index}`] : [],
        )
        const marks = marksOf(pack, kind)
        expect(marks).toHaveLength(expected.length)
        expect(new Set(marks)).toEqual(new Set(expected))
      }
    }),
    { numRuns: 12, seed: 20_261_122 },
  )
})

it('puts every one of 3,000 discrepancies on paper', async () => {
  const shop = await shops.open()
  const runId = await shop.reconcile()
  await shop.write((tx) =>
    sql`insert into discrepancies (organization_id, id, store_id, class, cause, identity, package_tag, subject, dollars_minor,
        explanation, evidence, proposal, state, discovered_at, due_at, due_basis, due_reason, first_run_id, last_run_id,
        last_seen_at)
      select ${shop.organizationId}::uuid, gen_random_uuid(), ${shop.storeId}::uuid, 'quantity_drift', 'unexplained', 'x' || n,
        'T' || n, 'state', n, 'Off', '[]', '{}', 'open', ${new Date(FROM)}, ${new Date(FROM)}, 'none', '', ${runId}::uuid,
        ${runId}::uuid, ${NOW} from generate_series(1, 3000) n`.execute(tx.db),
  )
  const pack = await shop.read((read) => readPack(read, asked(shop.storeId)))
  expect(new Set(pack.sections['discrepancies']?.map(({ tag }) => tag)).size).toBe(3000)
  const document = packDocument(pack, 'f'.repeat(64))
  const table = document.blocks.find((block) => block.kind === 'table' && block.rows.length === 3000)
  if (table?.kind !== 'table') throw new Error('no table of 3,000 rows')
  const column = table.columns.findIndex(({ header }) => header === 'Package')
  expect(new Set(table.rows.map((row) => row[column])).size).toBe(3000)
  // on the pages themselves: every row is drawn with as many pieces of text as one alone, under the heads of its page
  const drawnOf = async (rows: number) =>
    drawn(
      await writePdf({ ...document, footer: '', blocks: [{ ...table, rows: table.rows.slice(0, rows) }] }),
    )
  const [none, one, all] = [await drawnOf(0), await drawnOf(1), await drawnOf(3000)]
  expect(one.pages).toBe(1)
  expect(one.pieces).toBeGreaterThan(none.pieces)
  expect(all.pieces).toBe(all.pages * none.pieces + 3000 * (one.pieces - none.pieces))
})

const asked = (storeId: string) =>
  ({ storeId, from: '2026-11-20', to: '2026-11-22', preparedBy: 'Dana Reyes', now: NOW }) as const

const marksOf = (pack: Pack, kind: string): unknown[] => {
  const field = { adjustments: 'reason', holds: 'reason', discrepancies: 'tag', counts: 'name' }[kind] ?? ''
  return (pack.sections[kind] ?? []).map((row) => row[field])
}

const plant = (
  kind: Planted['kind'],
  of: {
    readonly mark: string
    readonly organizationId: string
    readonly storeId: string
    readonly productId: string
    readonly runId: string
    readonly began: Date
    readonly ended: Date | null
  },
) => {
  const [org, id] = [sql`${of.organizationId}::uuid`, newId()]
  switch (kind) {
    case 'adjustments':
      return sql`insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, occurred_at, reason,
          source_type, actor_id)
        values (${org}, ${id}, ${of.storeId}, ${of.productId}, 'adjust', -1, ${of.began}, ${of.mark}, 'person', 'x')`
    case 'holds':
      return sql`insert into stock_holds (organization_id, id, store_id, scope, package_tag, reason, placed_by, placed_at,
          lifted_by, lifted_at, lift_reason)
        values (${org}, ${id}, ${of.storeId}, 'tag', ${of.mark}, ${of.mark}, 'x', ${of.began},
          ${of.ended === null ? null : 'x'}, ${of.ended}, ${of.ended === null ? null : 'clear'})`
    case 'counts':
      return sql`insert into count_sessions (organization_id, id, store_id, name, status, blind, people, by, separate_reviewer,
          scope, created_by, created_at, closed_by, closed_at)
        values (${org}, ${id}, ${of.storeId}, ${of.mark}, 'posted', true, 1, 'package', false, '{"kind":"all"}', 'x',
          ${of.began}, 'x', ${of.began})`
    case 'discrepancies':
      return sql`insert into discrepancies (organization_id, id, store_id, class, cause, identity, package_tag, subject,
          explanation, evidence, proposal, state, discovered_at, due_at, due_basis, due_reason, closed_at, closed_how,
          first_run_id, last_run_id, last_seen_at)
        values (${org}, ${id}, ${of.storeId}, 'quantity_drift', 'unexplained', ${of.mark}, ${of.mark}, 'state', 'Off', '[]',
          '{}', ${of.ended === null ? 'open' : 'resolved'}, ${of.began}, ${of.began}, 'none', '', ${of.ended},
          ${of.ended === null ? null : 'verified'}, ${of.runId}, ${of.runId}, ${of.began})`
  }
}

/** Pages of a PDF and the pieces of text drawn on them. */
const drawn = (pdf: Buffer): { pages: number; pieces: number } => {
  const text = pdf.toString('latin1')
  let pieces = 0
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const from = index + text.slice(index, index + 10).indexOf('\n') + 1
    try {
      const page = inflateSync(pdf.subarray(from, text.indexOf('endstream', from))).toString('latin1')
      pieces += [...page.matchAll(/\bTJ\b/g)].length
    } catch {
      // a font or an image
    }
  }
  return { pages: [...text.matchAll(/\/Type \/Page\n/g)].length, pieces }
}
