import { renameMergedCodes } from '@suite/catalog'
import { sql, type Tx } from '@suite/db'
import { addMissingProducts, postReceiptMovements, type Fragment } from '@suite/inventory'
import { lockStoreSales } from './lock-store-sales.ts'
import { recomputeRollups } from './recompute-rollups.ts'
import { noteVersions, reviveLines } from './live-versions.ts'
import { voidKnownLines } from './void-known-lines.ts'
import {
  mapReceipts,
  newestOfEachProduct,
  openIncoming,
  readyLines,
  type FileFacts,
} from '../staging/incoming.ts'
import { STAGED } from '../staging/staged-lines.ts'

/** What became of the staged lines. */
export interface Ingested extends FileFacts {
  readonly added: number
  readonly known: number
  readonly receiptsAdded: number
  readonly productsAdded: number
  readonly linesVoided: number
}

/** Hears what is being done and the share of it done (0–1); may throw to stop everything. */
export type OnStep = (step: 'matching' | 'receipts' | 'stock' | 'rollups', done: number) => void

const SLICE_ROWS = 150_000

/**
 * Turns the staged lines of one source into receipts, lines, stock movements and daily sales of a store, all in the
 * caller's transaction. Repeating it changes nothing: a receipt is known by (store, source, number), a line by what it
 * says and how often it says so. A live till's receipt is replaced by its newer version as a whole. Lines outside the source's cut-over span are counted and left out.
 */
export const ingestSales = async (
  tx: Tx,
  input: { storeId: string; source: string; importId: string },
  onStep: OnStep = () => undefined,
): Promise<Ingested> => {
  await sql`set local work_mem = '96MB'`.execute(tx.db)
  await sql`set local jit = off`.execute(tx.db)
  await sql`set local statement_timeout = '30min'`.execute(tx.db)
  await lockStoreSales(tx, input.storeId)
  onStep('matching', 0)
  await renameMergedCodes(tx, STAGED)
  const { incoming, facts } = await openIncoming(tx, input)
  const products = await addMissingProducts(tx, newestOfEachProduct(incoming), input.importId)
  onStep('matching', 0.3)
  await mapReceipts(tx, incoming)
  onStep('matching', 0.5)
  await readyLines(tx, incoming, facts.lines - facts.outsideWindow)
  await reviveLines(tx)
  const voided = await voidKnownLines(tx, input.importId)
  const known = await dropKnownLines(tx)
  onStep('matching', 1)
  const receiptsAdded = await insertReceipts(tx, input)
  const added = await insertLines(tx, input, (done) => onStep('receipts', done))
  await noteVersions(tx)
  await postReceiptMovements(tx, input.storeId, stockEffects(), (done) => onStep('stock', done))
  const days = sql`select business_day from ready_lines
    union select business_day from voided_lines union select business_day from revived_lines`
  await recomputeRollups(tx, input.storeId, days, (done) => onStep('rollups', done))
  await sql`drop table receipt_map, ready_lines, voided_lines, revived_lines`.execute(tx.db)
  return { ...facts, added, known, receiptsAdded, productsAdded: products.added, linesVoided: voided }
}

/** Takes out of `ready_lines` what earlier files already brought. */
const dropKnownLines = async (tx: Tx): Promise<number> => {
  const { numAffectedRows } = await sql`
    delete from ready_lines r using receipt_lines l
    where r.known_receipt and l.receipt_id = r.receipt_id and l.fingerprint = r.fingerprint
      and l.occurrence = r.occurrence`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

const insertReceipts = async (
  tx: Tx,
  input: { storeId: string; source: string; importId: string },
): Promise<number> => {
  const { numAffectedRows } = await sql`
    insert into receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day, customer_ref,
      tender, staff, channel, import_id)
    select ${tx.context.organizationId}::uuid, m.id, ${input.storeId}::uuid, ${input.source}, m.receipt, m.kind,
      m.occurred_at, d.business_day, m.customer, m.tender, m.staff, m.channel, ${input.importId}::uuid
    from receipt_map m
    join (select receipt_id, min(business_day) as business_day from ready_lines group by receipt_id) d on d.receipt_id = m.id
    where not m.known order by m.id`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

const insertLines = async (
  tx: Tx,
  input: { storeId: string; importId: string },
  onSlice: (done: number) => void,
): Promise<number> => {
  const { rows } = await sql<{ last: number | null }>`select max(n) as last from ready_lines`.execute(tx.db)
  const last = rows[0]?.last ?? 0
  let added = 0
  for (let from = 1; from <= last; from += SLICE_ROWS) {
    const { numAffectedRows } = await sql`
      insert into receipt_lines (organization_id, receipt_id, fingerprint, occurrence, store_id, product_id, occurred_at,
        business_day, kind, quantity, unit, unit_price, gross_minor, discount_minor, tax_minor, net_minor, cost_minor,
        taxes, package_tag, import_id)
      select ${tx.context.organizationId}::uuid, receipt_id, fingerprint, occurrence, ${input.storeId}::uuid, product_id,
        occurred_at, business_day, kind, quantity, unit, unit_price, gross_minor, discount_minor, tax_minor,
        gross_minor - discount_minor, cost_minor, taxes, package_tag, ${input.importId}::uuid
      from ready_lines where n >= ${from} and n < ${from + SLICE_ROWS} order by n`.execute(tx.db)
    added += Number(numAffectedRows ?? 0n)
    onSlice(Math.min(1, (from + SLICE_ROWS) / last))
  }
  return added
}

/**
 * Signed changes of stock: what was sold leaves, what was returned comes back, a correction is applied as the file states
 * it, and lines struck out later are taken back. Services and void lines never touch stock.
 */
const stockEffects = (): Fragment => sql`
  select product_id, case kind when 'sale' then 'sell' when 'return' then 'return' else 'adjust' end as kind,
    case kind when 'adjustment' then quantity else -quantity end as quantity, occurred_at, receipt_id, package_tag
  from ready_lines where kind <> 'void' and not is_service and quantity <> 0
  union all
  select product_id, 'undo', case kind when 'adjustment' then -quantity else quantity end, occurred_at, receipt_id,
    package_tag
  from voided_lines where not is_service and quantity <> 0
  union all
  select product_id, case kind when 'sale' then 'sell' when 'return' then 'return' else 'adjust' end,
    case kind when 'adjustment' then quantity else -quantity end, occurred_at, receipt_id, package_tag
  from revived_lines where not is_service and quantity <> 0`
