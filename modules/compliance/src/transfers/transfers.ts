import { decodeCursor, toPage } from '@suite/http'
import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { requireNotCountingBlind } from '@suite/inventory'
import { deadlineOf } from '../deadlines/deadline.ts'
import { ownRules } from '../state-rules/own-rules.ts'
import { complianceSettings } from '../state-rules/settings.ts'
import type { SourcesOf } from '../discrepancies/ports.ts'
import { parts, partsText } from '../reconciliation/engine/parts.ts'
import type {
  Arrival,
  TransferDetail,
  TransferItem,
  TransferKey,
  TransferPackage,
  TransfersQuery,
} from './contract.ts'
import { concernsOf, standingOf } from './judge-package.ts'
import { suggestedProducts } from './suggested-products.ts'

interface Row {
  readonly connectionId: string
  readonly externalId: string
  readonly storeId: string
  readonly storeName: string
  readonly state: string
  readonly timeZone: string
  readonly manifest: string
  readonly shipperLicence: string
  readonly shipperName: string
  readonly expectedAt: Date | null
  readonly receivedAt: Date | null
  /** The sort key, to the microsecond. */
  readonly place: string
  readonly packages: readonly {
    readonly tag: string
    readonly itemName: string
    readonly shippedQuantity: string | number
    readonly receivedQuantity: string | number | null
    readonly unit: string
    readonly state: string
    readonly expiresOn: string | null
    readonly labState: string | null
  }[]
}

const NEVER = '9999-12-31'

const selectedBy = (place: ReturnType<typeof sql>) => sql`
  select t.connection_id as "connectionId", t.external_id as "externalId", t.store_id as "storeId",
    s.name as "storeName", s.state, s.time_zone as "timeZone", t.manifest, t.shipper_licence as "shipperLicence",
    t.shipper_name as "shipperName", t.expected_at as "expectedAt", t.received_at as "receivedAt", t.packages,
    ${place}::text as place
  from mirror_transfers t join stores s on s.organization_id = t.organization_id and s.id = t.store_id`

/**
 * Incoming deliveries as the state holds them, each package beside what we took in of it.
 * @throws AppError `not_found` for a store of somebody else, `counting_blind`
 */
export const transfers = async (
  read: Read,
  query: TransfersQuery,
  now: Date,
): Promise<{ items: TransferItem[]; nextCursor: string | null }> => {
  if (query.storeId !== undefined) await requireStore(read, query.storeId)
  await requireNotCountingBlind(read, { storeId: query.storeId })
  const page = toPage(await rowsOf(read, query), query.limit, ({ place, externalId }) => [place, externalId])
  const ours = await readOurs(read, page.items)
  const due = await answerDue(read, page.items)
  return { ...page, items: page.items.map((row) => toItem(row, ours, due, now)) }
}

/**
 * One delivery with what counting it needs: which product each package probably is, and whether the till brings stock in.
 * @throws AppError `not_found`, `counting_blind`
 */
export const transferDetail = async (
  read: Read,
  sourcesOf: SourcesOf,
  key: TransferKey,
  now: Date,
): Promise<TransferDetail> => {
  const { rows } = await sql<Row>`
    ${selectedBy(sql`t.external_id`)}
    where t.connection_id = ${key.connectionId} and t.external_id = ${key.externalId}`.execute(read.db)
  const [row] = rows
  if (row === undefined) throw notFound('delivery')
  await requireNotCountingBlind(read, { storeId: row.storeId })
  const { till } = await sourcesOf(read, row.storeId)
  const item = toItem(row, await readOurs(read, [row]), await answerDue(read, [row]), now)
  return {
    ...item,
    tillBringsStock: till?.stockAt != null,
    suggestions: await suggestedProducts(read, row.storeId, row.packages),
  }
}

const requireStore = async (read: Read, id: string): Promise<void> => {
  const { rows } = await sql`select from stores where id = ${id}`.execute(read.db)
  if (rows.length === 0) throw notFound('store')
}

const rowsOf = async (read: Read, query: TransfersQuery): Promise<Row[]> => {
  const coming = query.show === 'coming'
  const key = coming ? sql`coalesce(t.expected_at, ${NEVER}::timestamptz)` : sql`t.received_at`
  const [place, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2)
  const past = coming ? sql`>` : sql`<`
  const direction = coming ? sql`asc` : sql`desc`
  const { rows } = await sql<Row>`
    ${selectedBy(key)}
    where t.received_at ${coming ? sql`is null` : sql`is not null`}
      and ${query.storeId === undefined ? sql`true` : sql`t.store_id = ${query.storeId}`}
      and ${place === undefined ? sql`true` : sql`(${key}, t.external_id) ${past} (${place}::timestamptz, ${id})`}
    order by ${key} ${direction}, t.external_id ${direction} limit ${query.limit + 1}`.execute(read.db)
  return rows
}

/** What we have of a package of a store. */
interface Ours {
  readonly storeId: string
  readonly tag: string
  readonly shelfUnit: string
  readonly onHand: string
  readonly takenIn: string | null
  readonly expiresOn: string | null
  readonly certificate: string | null
}

interface Held {
  readonly lots: ReadonlyMap<string, Ours>
  /** Numbers of certificates kept under a tag that is no lot of ours yet. */
  readonly certificates: ReadonlyMap<string, string>
  /** What was counted on arrival, by manifest and tag. */
  readonly arrivals: ReadonlyMap<string, Omit<Arrival, 'difference'>>
}

const keyOf = (storeId: string, tag: string): string => `${storeId} ${tag}`

const readOurs = async (read: Read, rows: readonly Row[]): Promise<Held> => {
  const tags = [...new Set(rows.flatMap(({ packages }) => packages.map(({ tag }) => tag)))]
  if (tags.length === 0) return { lots: new Map(), certificates: new Map(), arrivals: new Map() }
  const { rows: lots } = await sql<Ours>`
    select l.store_id as "storeId", l.package_tag as tag, p.unit as "shelfUnit", trim_scale(l.on_hand) as "onHand",
      l.expires_on as "expiresOn",
      (select trim_scale(sum(m.quantity)) from stock_movements m
        where m.organization_id = l.organization_id and m.lot_id = l.id and m.kind = 'receive') as "takenIn",
      (select max(c.number) from credentials c
        where c.organization_id = l.organization_id and c.lot_id = l.id and c.kind = 'coa' and c.status = 'active') as certificate
    from lots l join products p on p.organization_id = l.organization_id and p.id = l.product_id
    where l.package_tag = any(${tags}::text[])`.execute(read.db)
  const { rows: papers } = await sql<{ tag: string; number: string }>`
    select package_tag as tag, number from credentials
    where kind = 'coa' and status = 'active' and package_tag = any(${tags}::text[])`.execute(read.db)
  return {
    lots: new Map(lots.map((lot) => [keyOf(lot.storeId, lot.tag), lot])),
    certificates: new Map(papers.map(({ tag, number }) => [tag, number])),
    arrivals: await readArrivals(read, rows),
  }
}

const arrivalKey = (of: { connectionId: string; externalId: string }, tag: string): string =>
  `${of.connectionId} ${of.externalId} ${tag}`

const readArrivals = async (read: Read, rows: readonly Row[]): Promise<Held['arrivals']> => {
  const { rows: counts } = await sql<
    Omit<Arrival, 'difference' | 'countedAt' | 'takenAt'> & {
      readonly connectionId: string
      readonly externalId: string
      readonly tag: string
      readonly countedAt: Date
      readonly takenAt: Date | null
    }
  >`
    select c.connection_id as "connectionId", c.external_id as "externalId", c.tag, trim_scale(c.counted) as counted,
      c.rejected, c.reject_reason as "rejectReason", c.product_id as "productId", p.name as "productName",
      p.unit as "productUnit", trim_scale(c.unit_cost) as "unitCost", c.lot_code as "lotCode", c.expires_on as "expiresOn",
      c.certificate, c.lab, c.tested_on as "testedOn", c.note, coalesce(m.display_name, c.counted_by) as "countedBy",
      c.counted_at as "countedAt", c.taken_at as "takenAt"
    from unnest(${rows.map(({ connectionId }) => connectionId)}::uuid[], ${rows.map(({ externalId }) => externalId)}::text[])
      as t (connection_id, external_id)
    join transfer_counts c on c.connection_id = t.connection_id and c.external_id = t.external_id
    left join products p on p.organization_id = c.organization_id and p.id = c.product_id
    left join memberships m on m.organization_id = c.organization_id and m.user_id::text = c.counted_by`.execute(
    read.db,
  )
  return new Map(
    counts.map(({ connectionId, externalId, tag, ...count }) => [
      arrivalKey({ connectionId, externalId }, tag),
      {
        ...count,
        countedAt: count.countedAt.toISOString(),
        takenAt: count.takenAt?.toISOString() ?? null,
      },
    ]),
  )
}

/** When a manifest that arrived must be answered, by the rules of its store's state. */
const answerDue = async (read: Read, rows: readonly Row[]) => {
  const { accept, holidays } = await complianceSettings(read)
  const rules = new Map<string, Awaited<ReturnType<typeof ownRules>>>()
  for (const { state } of rows) if (!rules.has(state)) rules.set(state, await ownRules(read, state))
  return ({ state, timeZone }: Row, arrivedAt: Date) =>
    deadlineOf({
      kind: 'manifest_answer',
      discoveredAt: arrivedAt,
      state,
      timeZone,
      accept,
      own: rules.get(state) ?? [],
      holidays: new Set(holidays),
    })
}

const toItem = (
  row: Row,
  ours: Held,
  due: Awaited<ReturnType<typeof answerDue>>,
  now: Date,
): TransferItem => {
  const { place: _, state: _state, timeZone: _zone, expectedAt, receivedAt, ...rest } = row
  const standing = standingOf(row, now)
  const packages = row.packages.map((one) => withConcerns(packageOf(row, one, ours), receivedAt !== null))
  const deadline = standing === 'overdue' && expectedAt !== null ? due(row, expectedAt) : null
  return {
    ...rest,
    standing,
    expectedAt: expectedAt?.toISOString() ?? null,
    receivedAt: receivedAt?.toISOString() ?? null,
    dueAt: deadline?.dueAt.toISOString() ?? null,
    dueBasis: deadline?.basis ?? null,
    dueReason: deadline?.reason ?? null,
    packages,
    concerning: packages.filter(({ concerns }) => concerns.length > 0).length,
  }
}

const packageOf = (
  row: Row,
  one: Row['packages'][number],
  { lots, certificates, arrivals }: Held,
): Omit<TransferPackage, 'concerns'> => {
  const lot = lots.get(keyOf(row.storeId, one.tag))
  const arrival = arrivals.get(arrivalKey(row, one.tag)) ?? null
  const { tag, itemName, state, unit, labState } = one
  return {
    tag,
    itemName,
    state,
    unit,
    labState,
    shipped: String(one.shippedQuantity),
    receivedAtState: one.receivedQuantity === null ? null : String(one.receivedQuantity),
    takenIn: lot?.takenIn ?? null,
    shelfUnit: lot?.shelfUnit ?? null,
    onHand: lot?.onHand ?? null,
    expiresOn: lot?.expiresOn ?? arrival?.expiresOn ?? one.expiresOn,
    certificate: lot?.certificate ?? certificates.get(tag) ?? (arrival?.certificate || null),
    arrival:
      arrival === null
        ? null
        : {
            ...arrival,
            difference: partsText(parts(arrival.counted) - parts(String(one.shippedQuantity))),
          },
  }
}

const withConcerns = (one: Omit<TransferPackage, 'concerns'>, received: boolean): TransferPackage => ({
  ...one,
  concerns: concernsOf(one, received),
})
