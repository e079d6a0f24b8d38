import { newId } from '@suite/kernel'
import { openDatabase, sql, type Database, type JobRequest, type Read, type Tx } from '@suite/db'
import type { Job, JobTools } from '@suite/jobs'
import { silentLogger } from '@suite/telemetry'
import { testDatabase } from '@suite/testing'
import { purchasingJobs, type OutgoingMail } from '../src/index.ts'

/** The instant every test shop lives in: 2026-04-15, a Wednesday, midday in Denver. */
export const NOW = new Date('2026-04-15T18:00:00Z')
export const TODAY = '2026-04-15'

/** A shop of its own (one organisation), with what it takes to plan and order. */
export interface Shop {
  readonly organizationId: string
  readonly storeId: string
  readonly vendorId: string
  readonly database: Database
  /** Jobs asked for and not yet run. */
  readonly jobs: JobRequest[]
  /** Mails that reached the vendor's server. */
  readonly mails: OutgoingMail[]
  /** What the mail server says next instead of taking the mail. */
  readonly mailFailures: Error[]
  write<T>(command: (tx: Tx) => Promise<T>): Promise<T>
  read<T>(query: (read: Read) => Promise<T>): Promise<T>
  /** Runs one of purchasing's jobs, as the worker would. */
  run(queue: string, payload?: Job['payload'], attempt?: number): Promise<void>
}

export const USER = '0198c0de-0000-7000-8000-0000000000aa'

/** A database whose shops never see one another. */
export const testShops = async (): Promise<{ open: () => Promise<Shop>; close: () => Promise<void> }> => {
  const server = await testDatabase()
  const opened: Database[] = []
  return {
    open: async () => {
      const shop = await openShop(server.appUrl)
      opened.push(shop.database)
      return shop
    },
    close: async () => {
      await Promise.all(opened.map((database) => database.close()))
      await server.drop()
    },
  }
}

/** Opens an empty shop with one store, one vendor (5 days' lead, weekly review) and one person. */
const openShop = async (url: string): Promise<Shop> => {
  const jobs: JobRequest[] = []
  const mails: OutgoingMail[] = []
  const mailFailures: Error[] = []
  const enqueue = (_: unknown, job: JobRequest) => {
    jobs.push(job)
    return Promise.resolve()
  }
  const database = openDatabase({ url, enqueue, max: 8 })
  const [organizationId, storeId, vendorId] = [newId(), newId(), newId()]
  const context = { organizationId, actor: { kind: 'user', id: USER } } as const
  await database.withTenant(context, (tx) => insertShop(tx, { organizationId, storeId, vendorId }))
  const definitions = purchasingJobs({
    now: () => NOW,
    csv: (rows, columns) =>
      [
        columns.map(({ header }) => header),
        ...[...rows].map((row) => columns.map(({ value }) => value(row) ?? '')),
      ]
        .map((cells) => cells.join(';'))
        .join('\n'),
    email: {
      send: (mail) => {
        const failure = mailFailures.shift()
        if (failure !== undefined) return Promise.reject(failure)
        mails.push(mail)
        return Promise.resolve()
      },
    },
  })
  const tools: JobTools = { database, enqueue, log: silentLogger() }
  return {
    organizationId,
    storeId,
    vendorId,
    database,
    jobs,
    mails,
    mailFailures,
    write: (command) => database.withTenant(context, command),
    read: (query) => database.readTenant(context, query),
    run: async (queue, payload = {}, attempt = 1) => {
      const definition = definitions.find((each) => each.queue === queue)
      if (definition === undefined) throw new Error(`no job ${queue}`)
      const signal = new AbortController().signal
      await definition.handle(
        { id: newId(), payload: { organizationId, ...payload }, signal, attempt },
        tools,
      )
    },
  }
}

const insertShop = async (
  tx: Tx,
  { organizationId, storeId, vendorId }: { organizationId: string; storeId: string; vendorId: string },
): Promise<void> => {
  const org = sql`${organizationId}::uuid`
  await sql`insert into organizations (organization_id, name, slug) values (${org}, 'Evergreen', ${`evergreen-${organizationId}`})`.execute(
    tx.db,
  )
  await sql`insert into stores (organization_id, id, name, state, time_zone, licence_number)
    values (${org}, ${storeId}, 'Capitol Hill', 'CO', 'America/Denver', '403-00123')`.execute(tx.db)
  await sql`insert into vendors (organization_id, id, name, email, lead_time_days, lead_time_spread_days, review_days)
    values (${org}, ${vendorId}, 'Northside', 'orders@northside.example', 5, 1, 7)`.execute(tx.db)
  await sql`insert into memberships (organization_id, id, user_id, display_name, email, role)
    values (${org}, ${newId()}, ${USER}, 'Dana Reyes', 'dana@evergreen.example', 'owner')`.execute(tx.db)
  await sql`insert into forecast_runs (organization_id, id, reason, status, requested_by)
    values (${org}, ${organizationId}, 'person', 'done', ${USER})`.execute(tx.db)
}

/** A product of the shop's vendor with, where given, a steady forecast from today and stock on hand. */
export const addProduct = (
  shop: Shop,
  product: {
    name: string
    perDay?: number
    onHand?: number | null
    price?: string | null
    cost?: string | null
    casePack?: number
    vendorId?: string | null
    reorderPoint?: string
    expiresOn?: string
    category?: string
  },
): Promise<string> =>
  shop.write(async (tx) => {
    const id = newId()
    const org = sql`${shop.organizationId}::uuid`
    const {
      price = '35',
      cost = '17.5',
      casePack = 12,
      vendorId = shop.vendorId,
      category = 'flower',
    } = product
    await sql`insert into products (organization_id, id, sku, name, price, cost, case_pack, vendor_id, reorder_point_override, category)
      values (${org}, ${id}, ${`SKU-${product.name}`}, ${product.name}, ${price}, ${cost}, ${casePack}, ${vendorId},
        ${product.reorderPoint ?? null}, ${category})`.execute(tx.db)
    if (product.perDay !== undefined) await setForecast(tx, shop, id, product.perDay)
    if (product.onHand !== undefined)
      await sql`insert into stock_positions (organization_id, store_id, product_id, on_hand, known_from)
        values (${org}, ${shop.storeId}, ${id}, ${product.onHand}, ${product.onHand === null ? null : NOW})`.execute(
        tx.db,
      )
    if (product.expiresOn !== undefined)
      await sql`insert into lots (organization_id, id, store_id, product_id, lot_code, expires_on, unit_cost, received_at, known_at, known_quantity, on_hand)
        values (${org}, ${newId()}, ${shop.storeId}, ${id}, 'L1', ${product.expiresOn}, ${cost}, ${NOW}, ${NOW}, ${product.onHand ?? 0}, ${product.onHand ?? 0})`.execute(
        tx.db,
      )
    return id
  })

/** Sets a product's forecast to a steady rate of units a day from today. */
export const setForecast = async (tx: Tx, shop: Shop, productId: string, perDay: number): Promise<void> => {
  const mean = Array.from({ length: 14 }, () => perDay)
  const errors = [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3].map((each) => each * Math.sqrt(perDay * 3))
  await sql`insert into forecasts (organization_id, store_id, product_id, run_id, status, model, trained_through, first_day,
      mean, horizon_errors, wape, units_per_day)
    values (${shop.organizationId}, ${shop.storeId}, ${productId}, ${shop.organizationId}, 'ready', 'prophet', '2026-04-14',
      ${TODAY}, ${mean}::float8[], ${errors}::float8[], 0.2, ${perDay})
    on conflict (organization_id, store_id, product_id) do update set mean = excluded.mean,
      horizon_errors = excluded.horizon_errors`.execute(tx.db)
}

/** Sets what is on the shelf. */
export const setOnHand = (shop: Shop, productId: string, onHand: number): Promise<unknown> =>
  shop.write((tx) =>
    sql`update stock_positions set on_hand = ${onHand} where product_id = ${productId}`.execute(tx.db),
  )
