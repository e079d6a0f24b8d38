import { newId } from '@suite/kernel'
import { openDatabase, sql, type Database, type JobRequest, type Read, type Tx } from '@suite/db'
import { testDatabase } from '@suite/testing'
import { reconcileStore } from '../src/discrepancies/commands/reconcile-store.ts'
import type { StoreSources } from '../src/discrepancies/ports.ts'
import { ingestMirrorPackages, ingestMirrorReceipts, type MirrorPackage } from '../src/index.ts'

const HOUR = 3_600_000
/** Noon in Denver on a Sunday; the connections were made a month before. */
export const NOON = new Date('2026-11-22T19:00:00Z')
const CONNECTED = new Date('2026-10-20T12:00:00Z')
export const PERSON = '0198c0de-0000-7000-8000-0000000000aa'

/** A sale at the till; `reported` as the state holds it, `null` not at all. */
export interface TestSale {
  readonly number: string
  readonly tag: string
  readonly quantity: string
  readonly at: Date
  readonly reported?: string | null
}

/** A store with a till, a register and our book. */
export const reconciledShops = async () => {
  const server = await testDatabase()
  const jobs: JobRequest[] = []
  const database = openDatabase({
    url: server.appUrl,
    max: 8,
    enqueue: (_, job) => {
      jobs.push(job)
      return Promise.resolve()
    },
  })
  return {
    database,
    jobs,
    open: () => openShop(database),
    close: async () => {
      await database.close()
      await server.drop()
    },
  }
}
export type ReconciledShop = Awaited<ReturnType<typeof openShop>>

const openShop = async (database: Database) => {
  const [organizationId, storeId, till, register, membershipId] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ]
  const context = { organizationId, actor: { kind: 'user', id: PERSON } } as const
  const write = <T>(command: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, command)
  const read = <T>(query: (from: Read) => Promise<T>): Promise<T> => database.readTenant(context, query)
  const importId = newId()
  await write(async (tx) => {
    await sql`insert into organizations (organization_id, name, slug)
      values (${organizationId}, 'Evergreen', ${`evergreen-${organizationId}`})`.execute(tx.db)
    await sql`insert into stores (organization_id, id, name, state, time_zone)
      values (${organizationId}, ${storeId}, 'Capitol Hill', 'CO', 'America/Denver')`.execute(tx.db)
    await sql`insert into memberships (organization_id, id, user_id, display_name, email, role)
      values (${organizationId}, ${membershipId}, ${PERSON}, 'Dana Reyes', 'dana@evergreen.example', 'compliance')`.execute(
      tx.db,
    )
    await sql`insert into connections (organization_id, id, store_id, vendor, name, status, created_at)
      values (${organizationId}, ${till}, ${storeId}, 'dutchie', 'Dutchie', 'active', ${CONNECTED}),
        (${organizationId}, ${register}, ${storeId}, 'metrc', 'Metrc', 'active', ${CONNECTED})`.execute(tx.db)
  })
  const sources = (at: Date): StoreSources => ({
    till: {
      connectionId: till,
      since: CONNECTED,
      stockAt: at,
      sales: { from: CONNECTED, until: at },
    },
    state: {
      connectionId: register,
      since: CONNECTED,
      packagesAt: at,
      receipts: { from: CONNECTED, until: at },
    },
  })
  return {
    organizationId,
    storeId,
    membershipId,
    write,
    read,
    /** A product with one package that all sides hold alike. */
    addPackage: (
      tag: string,
      quantity: string,
      of: { shelf?: string | null; pos?: string | null; state?: string | null } = {},
    ) =>
      write(async (tx) => {
        const productId = newId()
        const { shelf = quantity, pos = quantity, state = quantity } = of
        await sql`insert into products (organization_id, id, sku, name, price, category)
          values (${organizationId}, ${productId}, ${`SKU-${tag}`}, ${`Gummies ${tag}`}, 20, 'edibles')`.execute(
          tx.db,
        )
        if (shelf !== null) {
          await sql`insert into stock_positions (organization_id, store_id, product_id, on_hand, known_from)
            values (${organizationId}, ${storeId}, ${productId}, ${shelf}, ${CONNECTED})`.execute(tx.db)
          await sql`insert into lots (organization_id, id, store_id, product_id, lot_code, package_tag, received_at, known_at,
              known_quantity, on_hand)
            values (${organizationId}, ${newId()}, ${storeId}, ${productId}, ${tag}, ${tag}, ${CONNECTED}, ${CONNECTED},
              ${shelf}, ${shelf})`.execute(tx.db)
        }
        if (pos !== null) await say(tx, 'pos', tag, pos, CONNECTED)
        if (state !== null) await say(tx, 'state', tag, state, CONNECTED)
        return productId
      }),
    /** What a side says of a package from an instant on. */
    tell: (side: 'pos' | 'state', tag: string, quantity: string, at: Date) =>
      write((tx) => say(tx, side, tag, quantity, at)),
    /** A sale that our book and the till have taken off already; the state's side is told by `reported`. */
    sell: (sale: TestSale, productId: string) =>
      write(async (tx) => {
        const receiptId = newId()
        const day = sale.at.toISOString().slice(0, 10)
        await sql`insert into receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day,
            source_modified_at)
          values (${organizationId}, ${receiptId}, ${storeId}, 'dutchie', ${sale.number}, 'sale', ${sale.at}, ${day}, ${sale.at})`.execute(
          tx.db,
        )
        await sql`insert into receipt_lines (organization_id, receipt_id, fingerprint, occurrence, store_id, product_id,
            occurred_at, business_day, kind, quantity, unit, unit_price, gross_minor, net_minor, package_tag, import_id)
          values (${organizationId}, ${receiptId}, ${newId()}, 1, ${storeId}, ${productId}, ${sale.at}, ${day}, 'sale',
            ${sale.quantity}, 'each', 20, 2000, 2000, ${sale.tag}, ${importId})`.execute(tx.db)
        const { reported = sale.quantity } = sale
        if (reported !== null) await report({ ...sale, reported }, tx)
      }),
    /** Tells the state of a sale afterwards. */
    report: (sale: TestSale & { reported: string }) => write((tx) => report(sale, tx)),
    reconcile: async (at: Date = NOON, readUntil: Date = at) => {
      const runId = newId()
      await write(async (tx) => {
        await sql`insert into reconciliation_runs (organization_id, id, store_id, status, reason, requested_by)
          values (${organizationId}, ${runId}, ${storeId}, 'waiting', 'person', ${PERSON})`.execute(tx.db)
        await reconcileStore(tx, {
          storeId,
          runId,
          now: at,
          sourcesOf: () => Promise.resolve(sources(readUntil)),
        })
      })
      return runId
    },
  }

  function say(tx: Tx, side: 'pos' | 'state', tag: string, quantity: string, at: Date): Promise<number> {
    const one: MirrorPackage = {
      tag,
      itemName: `Gummies ${tag}`,
      category: null,
      quantity,
      unit: 'Each',
      room: 'Floor',
      active: true,
      onHold: false,
      onRecall: false,
      finished: false,
      labState: 'TestPassed',
      packagedOn: null,
      expiresOn: null,
      lastModified: at.toISOString(),
      sourceTags: [],
    }
    const connectionId = side === 'pos' ? till : register
    return ingestMirrorPackages(tx, { connectionId, storeId, seenAt: at, side }, [one])
  }

  function report(sale: TestSale & { reported: string }, tx: Tx): Promise<number> {
    return ingestMirrorReceipts(tx, { connectionId: register, storeId, seenAt: sale.at }, [
      {
        stateId: `S-${sale.number}-${sale.reported}`,
        externalNumber: sale.number,
        soldAt: sale.at.toISOString(),
        customerType: 'Consumer',
        voided: false,
        lastModified: new Date(sale.at.getTime() + HOUR / 60).toISOString(),
        lines: [{ tag: sale.tag, quantity: sale.reported, unit: 'Each', totalMinor: 2000 }],
      },
    ])
  }
}
