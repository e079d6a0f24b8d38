import {
  openBulkSession,
  sql,
  type BulkSession,
  type Database,
  type Enqueue,
  type Tx,
  type TenantContext,
} from '@suite/db'
import type { ConnectionRow } from '../connections/connection-row.ts'
import { rememberChanges } from '../pulling/tell.ts'
import { noteProgress } from '../pulling/streams.ts'
import type { CanonicalPage, RefusedVendorRow } from '../vendors/canonical.ts'
import type { Changes } from './changes.ts'
import { NOTHING, stageProducts, stageSales, stageStock, type Applied, type Staged } from './apply-till.ts'
import { applyMirror } from './apply-mirror.ts'
import { applyOrders } from './apply-orders.ts'
import { applyCustomers, applyVendors } from './apply-people.ts'
import { knownProducts, type KnownProduct } from './identities.ts'

/** Answers taken together, in the order they came. */
export interface Batch {
  readonly stream: string
  readonly pages: readonly (CanonicalPage & { readonly rawPageId: string })[]
  /** For snapshots: the instant they are of. */
  readonly snapshotAt: Date | null
  /** The place after the batch; null when kept answers are read again, which moves nothing. */
  readonly cursor: unknown
  readonly now: Date
}

interface ApplyDeps {
  readonly database: Database
  readonly enqueue: Enqueue
  readonly connection: ConnectionRow
  readonly context: TenantContext
}

/**
 * Takes a batch in one transaction with the stream's place, its refusals and counts: all of it, or nothing.
 */
export const applyBatch = async (deps: ApplyDeps, batch: Batch): Promise<void> => {
  const { database, context, connection } = deps
  const session = await openBulkSession(database, context, deps.enqueue)
  try {
    const known = await productsOf(deps, batch)
    const stagings = await stageTill(session, connection, batch, known)
    await session.withTenant(async (tx) => {
      const applied: Applied[] = []
      for (const staged of stagings) applied.push(await staged.store(tx))
      applied.push(await applyVendors(tx, connection.id, vendorsOf(batch)))
      applied.push(await applyCustomers(tx, connection.id, customersOf(batch), batch.now))
      applied.push(await applyOrders(tx, connection, batch, known))
      const mirrorChanged = await applyMirror(tx, connection, batch, known)
      await noteRefusals(tx, connection.id, batch, applied)
      if (batch.cursor !== null)
        await noteProgress(tx, {
          connectionId: connection.id,
          stream: batch.stream,
          cursor: batch.cursor,
          rows: rowsOf(batch),
          now: batch.now,
        })
      await rememberChanges(tx, connection, summary(applied, mirrorChanged, batch))
    })
  } finally {
    session.release()
  }
}

/** The products behind the till's numbers in sales, stock and orders. */
const productsOf = (deps: ApplyDeps, batch: Batch): Promise<ReadonlyMap<string, KnownProduct>> => {
  const ids = batch.pages.flatMap(({ sales = [], stock = [], orders = [] }) => [
    ...orders.flatMap(({ lines }) => lines.map((line) => line.productExternalId)),
    ...sales.flatMap(({ lines }) => lines.map((line) => line.productExternalId)),
    ...stock.map((row) => row.productExternalId),
  ])
  if (ids.length === 0) return Promise.resolve(new Map())
  return deps.database.readTenant(deps.context, (read) => knownProducts(read, deps.connection.id, ids))
}

const stageTill = async (
  session: BulkSession,
  connection: ConnectionRow,
  batch: Batch,
  known: ReadonlyMap<string, KnownProduct>,
): Promise<Staged[]> => {
  const products = batch.pages.flatMap((page) => page.products ?? [])
  const sales = batch.pages.flatMap((page) => page.sales ?? [])
  const stock = batch.pages.flatMap((page) => page.stock ?? [])
  const stagings: Staged[] = []
  if (products.length > 0) stagings.push(await stageProducts(session, connection, products, batch.now))
  if (sales.length > 0) stagings.push(await stageSales(session, connection, sales, known, batch.now))
  if (batch.snapshotAt !== null && batch.pages.some((page) => page.stock !== undefined))
    stagings.push(await stageStock(session, connection, stock, known, batch.snapshotAt, isComplete(batch)))
  return stagings
}

const vendorsOf = ({ pages }: Batch) => pages.flatMap(({ vendors = [] }) => vendors)
const customersOf = ({ pages }: Batch) => pages.flatMap(({ customers = [] }) => customers)

/** Whether every row of the snapshot could be read: only then does what it leaves out no longer exist. */
const isComplete = (batch: Batch): boolean => batch.pages.every(({ refused }) => refused.length === 0)

const rowsOf = (batch: Batch): number =>
  batch.pages.reduce(
    (sum, page) =>
      sum +
      [
        page.products,
        page.sales,
        page.stock,
        page.vendors,
        page.customers,
        page.orders,
        page.statePackages,
        page.stateReceipts,
        page.stateTransfers,
      ].reduce((rows, list) => rows + (list?.length ?? 0), 0),
    0,
  )

/** Rows refused now are kept with their reason; those taken since, or not in a newer snapshot, no longer are. */
const noteRefusals = async (
  tx: Tx,
  connectionId: string,
  batch: Batch,
  applied: readonly Applied[],
): Promise<void> => {
  const late = applied.flatMap(({ refused }) => refused)
  const pageOfAll = batch.pages.at(-1)?.rawPageId ?? ''
  const refused: (RefusedVendorRow & { page: string })[] = [
    ...batch.pages.flatMap((page) => page.refused.map((row) => ({ ...row, page: page.rawPageId }))),
    ...late.map((row) => ({ ...row, page: pageOfAll })),
  ]
  const taken = batch.pages.flatMap((page) => [
    ...(page.sales ?? []).map(({ externalId }) => externalId),
    ...(page.products ?? []).map(({ externalId }) => externalId),
    ...(page.customers ?? []).map(({ externalId }) => externalId),
    ...(page.stateReceipts ?? []).map(({ stateId }) => stateId),
    ...(page.statePackages ?? []).map(({ tag }) => tag),
  ])
  await sql`
    delete from pull_refusals where connection_id = ${connectionId} and stream = ${batch.stream}
      and (${batch.snapshotAt !== null} or external_id = any(${taken}::text[]))`.execute(tx.db)
  if (refused.length === 0) return
  await sql`
    insert into pull_refusals (organization_id, connection_id, stream, external_id, code, reason, raw_page_id)
    select distinct on (r."externalId") ${tx.context.organizationId}::uuid, ${connectionId}::uuid, ${batch.stream},
      r."externalId", r.code, r.reason, r.page
    from jsonb_to_recordset(${JSON.stringify(refused)}::jsonb) as r ("externalId" text, code text, reason text, page uuid)
    on conflict (organization_id, connection_id, stream, external_id)
    do update set code = excluded.code, reason = excluded.reason, raw_page_id = excluded.raw_page_id, seen_at = now()`.execute(
    tx.db,
  )
}

const summary = (applied: readonly Applied[], mirrorChanged: boolean, batch: Batch): Changes => {
  const days = applied.flatMap(({ fromDay, toDay }) => [fromDay, toDay]).filter((day) => day !== null)
  const unitsByProduct = new Map<string, number>()
  const sold = applied.some((one) => one !== NOTHING && one.fromDay !== null)
  for (const line of sold
    ? batch.pages.flatMap((page) => (page.sales ?? []).flatMap(({ lines }) => lines))
    : [])
    unitsByProduct.set(
      line.productExternalId,
      (unitsByProduct.get(line.productExternalId) ?? 0) + Math.abs(Number(line.quantity)),
    )
  return {
    fromDay: days.toSorted()[0] ?? null,
    toDay: days.toSorted().at(-1) ?? null,
    stockChanged: applied.some(({ stockChanged }) => stockChanged),
    mirrorChanged,
    unitsByProduct,
  }
}
