import { isDeepStrictEqual } from 'node:util'
import { sql, type Tx } from '@suite/db'
import type { SaleToTell, WritingConnection } from '../correcting/ports.ts'
import { enterOutbox, prepareAgain, prepareReport } from './prepare-report.ts'

interface Place {
  readonly storeId: string
  readonly connection: WritingConnection
  readonly from: Date
  readonly confirmedBy: string
  readonly now: Date
}

/** Changed or refused reports looked at in one step. */
const A_STEP = 200
/** One that cannot be told is tried again after this long: its package may show at the state meanwhile. */
const TRY_AGAIN_MS = 600_000

/**
 * Follows what the till did to sales that the suite reports: one struck out before it was sent is taken back, one struck out
 * afterwards is struck out at the state, and one that was changed is told as it is now.
 */
export const followTill = async (tx: Tx, place: Place): Promise<void> => {
  await takeBackStruckOut(tx, place)
  await takeBackSettled(tx, place)
  await strikeOutTold(tx, place)
  await tellChanged(tx, place)
  await tryUntold(tx, place)
}

const takeBackStruckOut = (tx: Tx, { storeId, now }: Place): Promise<unknown> =>
  sql`
  update corrections c set state = 'cancelled', waits_for = null, finished_at = ${now}, advice = null,
    message = 'The till struck the sale out before the state was told.'
  where c.store_id = ${storeId} and c.receipt_id is not null and c.kind in ('report_sale', 'correct_report')
    and c.state in ('waiting', 'refused') and not exists (
      select from receipts r
      where r.organization_id = c.organization_id and r.id = c.receipt_id and r.kind = 'sale')`.execute(tx.db)

/** What was refused needs nobody any more once a person told the state of it, by whatever way, or left it as it is. */
const takeBackSettled = (tx: Tx, { storeId, now }: Place): Promise<unknown> =>
  sql`
  update corrections c set state = 'cancelled', finished_at = ${now}, advice = null,
    message = 'A person has settled it meanwhile.'
  from receipts r
  where r.organization_id = c.organization_id and r.id = c.receipt_id and c.store_id = ${storeId}
    and c.receipt_id is not null and c.kind = 'report_sale' and c.state = 'refused' and (
      exists (
        select from corrections o where o.organization_id = c.organization_id and o.store_id = c.store_id
          and o.receipt_number = r.external_id and o.kind = 'report_sale' and o.discrepancy_id is not null
          and o.state = 'done' and o.finished_at > c.finished_at)
      or exists (
        select from discrepancies d where d.organization_id = c.organization_id and d.store_id = c.store_id
          and d.class = 'unreported_sale' and d.state = 'dismissed' and d.subject = lower(trim(r.external_id)))
      -- one that was sent and refused may clash with what the state holds under its number
      or c.sale is null and exists (
        select from mirror_receipts m where m.organization_id = c.organization_id and m.store_id = c.store_id
          and m.external_number = r.external_id and not m.voided))`.execute(tx.db)

interface Told {
  readonly correctionId: string
  readonly receiptId: string
  readonly number: string
  readonly version: Date
  readonly state: 'waiting' | 'refused' | 'done'
  readonly stateId: string | null
  readonly sale: SaleToTell | null
}

// an id that was not told with the answer shows in the mirror some time later
const STATE_ID = sql`
  coalesce(c.state_id, c.reference, (
    select m.state_id from mirror_receipts m where m.organization_id = c.organization_id and m.store_id = c.store_id
      and m.external_number = c.receipt_number and not m.voided limit 1))`

// a receipt that is gone was not struck out: its file was taken back and may come again
const strikeOutTold = async (tx: Tx, place: Place): Promise<void> => {
  const { rows } = await sql<Told>`
    select c.id as "correctionId", c.receipt_id as "receiptId", c.receipt_number as number, c.receipt_version as version,
      c.state, ${STATE_ID} as "stateId", c.sale
    from corrections c join receipts r on r.organization_id = c.organization_id and r.id = c.receipt_id
    where c.store_id = ${place.storeId} and c.receipt_id is not null and c.kind = 'report_sale' and c.state = 'done'
      and c.confirmed_at >= ${place.from} and r.kind <> 'sale'
      and not exists (
        select from corrections v where v.organization_id = c.organization_id and v.receipt_id = c.receipt_id
          and v.state <> 'cancelled' and (v.kind = 'void_report' or v.state in ('sending', 'unknown')))
    order by c.confirmed_at, c.id limit ${A_STEP}`.execute(tx.db)
  for (const { stateId, sale, ...receipt } of rows) {
    if (stateId === null || sale === null) continue
    await enterOutbox(tx, {
      ...place,
      connectionId: place.connection.connectionId,
      kind: 'void_report',
      receipt,
      prepared: { sale, why: null },
      reference: stateId,
    })
  }
}

const tellChanged = async (tx: Tx, place: Place): Promise<void> => {
  const { rows } = await sql<Told>`
    select c.id as "correctionId", r.id as "receiptId", r.external_id as number,
      coalesce(r.source_modified_at, r.occurred_at) as version, c.state, ${STATE_ID} as "stateId", c.sale
    from receipts r
    join lateral (
      select * from corrections c where c.organization_id = r.organization_id and c.receipt_id = r.id
        and c.kind in ('report_sale', 'correct_report') and c.state <> 'cancelled'
      order by c.confirmed_at desc, c.id desc limit 1) c on true
    where r.store_id = ${place.storeId} and r.business_day >= ${place.from}::timestamptz::date - 2 and r.kind = 'sale'
      and c.state in ('waiting', 'refused', 'done') and c.receipt_version < coalesce(r.source_modified_at, r.occurred_at)
    order by r.occurred_at, r.id limit ${A_STEP}`.execute(tx.db)
  for (const told of rows) await tellAgain(tx, place, told)
}

const tellAgain = async (tx: Tx, place: Place, told: Told): Promise<void> => {
  const prepared = await prepareReport(tx, place.storeId, told)
  const same = isDeepStrictEqual(prepared.sale, told.sale)
  if (told.state === 'done' && (same || !place.connection.kinds.includes('correct_report'))) {
    // what a register cannot change over its interface the next comparison finds
    await sql`update corrections set receipt_version = ${told.version} where id = ${told.correctionId}`.execute(
      tx.db,
    )
    return
  }
  if (told.state !== 'done') return prepareAgain(tx, { ...told, prepared, now: place.now })
  if (told.stateId === null) return
  await enterOutbox(tx, {
    ...place,
    connectionId: place.connection.connectionId,
    kind: 'correct_report',
    receipt: told,
    prepared,
    reference: told.stateId,
  })
}

const tryUntold = async (tx: Tx, { storeId, now }: Place): Promise<void> => {
  const { rows } = await sql<Told>`
    select c.id as "correctionId", r.id as "receiptId", r.external_id as number,
      coalesce(r.source_modified_at, r.occurred_at) as version
    from corrections c join receipts r on r.organization_id = c.organization_id and r.id = c.receipt_id
    where c.store_id = ${storeId} and c.receipt_id is not null and c.kind = 'report_sale' and c.state = 'refused'
      and c.sale is null and c.finished_at < ${new Date(now.getTime() - TRY_AGAIN_MS)}
    order by c.finished_at limit ${A_STEP / 4}`.execute(tx.db)
  for (const told of rows)
    await prepareAgain(tx, { ...told, prepared: await prepareReport(tx, storeId, told), now })
}
