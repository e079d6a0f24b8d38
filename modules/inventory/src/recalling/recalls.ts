import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { RECALL, recallItem } from './recall-report.ts'
import { recallSales } from './recall-sales.ts'

/** Recalls and drills, newest first. */
export const recalls = async (
  read: Read,
  input: {
    status?: 'open' | 'finished' | undefined
    kind?: 'recall' | 'drill' | undefined
    limit: number
    cursor?: string | undefined
  },
) => {
  const where = [sql`true`]
  if (input.status !== undefined) where.push(sql`r.status = ${input.status}`)
  if (input.kind !== undefined) where.push(sql`r.kind = ${input.kind}`)
  if (input.cursor !== undefined) {
    const [at, id] = decodeCursor(input.cursor, 2)
    where.push(sql`(r.started_at, r.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const { rows } = await sql<Parameters<typeof recallItem>[0] & { exactly: string }>`
    select q.*, r.started_at::text as exactly from (${RECALL}) q join recalls r on r.id = q.id
    where ${sql.join(where, sql` and `)} order by r.started_at desc, r.id desc limit ${input.limit + 1}`.execute(
    read.db,
  )
  const page = toPage(rows, input.limit, (row) => [row.exactly, row.id])
  return {
    items: page.items.map(({ exactly: _, ...row }) => recallItem(row)),
    nextCursor: page.nextCursor,
  }
}

/** A line of a receipt that sold recalled goods. Quantity is a decimal string, below zero for what was taken back. */
export interface RecallSale {
  readonly certainty: 'named' | 'possible'
  readonly receiptId: string
  /** The receipt's number at the till. */
  readonly receiptNumber: string
  readonly storeId: string
  readonly storeName: string
  readonly occurredAt: string
  /** The customer as the till names them; null when the receipt names nobody. */
  readonly customerRef: string | null
  readonly productId: string
  readonly productName: string
  readonly packageTag: string | null
  readonly quantity: string
  readonly netMinor: number
}

/** The receipts through which customers got recalled goods, newest first. @throws AppError `not_found` */
export const recallCustomers = async (
  read: Read,
  input: {
    recallId: string
    certainty?: 'named' | 'possible' | undefined
    limit: number
    cursor?: string | undefined
  },
) => {
  const known = await sql`select from recalls where id = ${input.recallId}`.execute(read.db)
  if (known.rows.length === 0) throw notFound('recall')
  const where = [sql`true`]
  if (input.certainty !== undefined) where.push(sql`s.certainty = ${input.certainty}`)
  if (input.cursor !== undefined) {
    const [at, receipt, fingerprint, occurrence] = decodeCursor(input.cursor, 4)
    where.push(sql`(s.occurred_at, s.receipt_id, s.fingerprint, s.occurrence)
      < (${at}::timestamptz, ${receipt}::uuid, ${fingerprint}::uuid, ${occurrence}::int)`)
  }
  const { rows } = await sql<
    Omit<RecallSale, 'occurredAt'> & {
      occurredAt: Date
      exactly: string
      fingerprint: string
      occurrence: number
    }
  >`
    select s.certainty, s.receipt_id as "receiptId", c.external_id as "receiptNumber", s.store_id as "storeId",
      t.name as "storeName", s.occurred_at as "occurredAt", c.customer_ref as "customerRef", s.product_id as "productId",
      p.name as "productName", s.package_tag as "packageTag", trim_scale(s.quantity) as quantity,
      s.net_minor as "netMinor", s.occurred_at::text as exactly, s.fingerprint, s.occurrence
    from (${recallSales(input.recallId)}) s
    join receipts c on c.id = s.receipt_id
    join stores t on t.id = s.store_id
    join products p on p.id = s.product_id
    where ${sql.join(where, sql` and `)}
    order by s.occurred_at desc, s.receipt_id desc, s.fingerprint desc, s.occurrence desc
    limit ${input.limit + 1}`.execute(read.db)
  const page = toPage(rows, input.limit, (row) => [
    row.exactly,
    row.receiptId,
    row.fingerprint,
    row.occurrence,
  ])
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ exactly: _, fingerprint: __, occurrence: ___, occurredAt, ...item }) => ({
      ...item,
      occurredAt: occurredAt.toISOString(),
    })),
  }
}
