import { addDays, newId } from '@suite/kernel'
import { openDatabase, sql, type Database, type JobRequest, type Read, type Tx } from '@suite/db'
import type { Job, JobTools } from '@suite/jobs'
import { silentLogger } from '@suite/telemetry'
import { forecastingJobs, forecastingSubscriptions } from '../src/index.ts'

/** The instant every test shop lives in: 2026-04-15, midday in Denver. The last complete business day is the 14th. */
export const NOW = new Date('2026-04-15T18:00:00Z')
export const LAST_DAY = '2026-04-14'
export const USER = '0198c0de-0000-7000-8000-0000000000aa'

/** A shop of its own (one organisation) with one store in Colorado. */
export interface Shop {
  readonly organizationId: string
  readonly storeId: string
  readonly database: Database
  /** Jobs asked for. */
  readonly jobs: JobRequest[]
  write<T>(command: (tx: Tx) => Promise<T>): Promise<T>
  read<T>(query: (read: Read) => Promise<T>): Promise<T>
  /** Runs one of the module's jobs, as the worker would. */
  run(
    queue: string,
    payload?: Job['payload'],
    options?: { attempt?: number; signal?: AbortSignal },
  ): Promise<void>
  /** Hands an event to the module's subscriptions. */
  tell(type: string): Promise<void>
}

/** Opens an empty shop on the database at `url`. */
export const openShop = async (url: string, threads = 1): Promise<Shop> => {
  const jobs: JobRequest[] = []
  const enqueue = (_: unknown, job: JobRequest): Promise<void> => {
    jobs.push(job)
    return Promise.resolve()
  }
  const database = openDatabase({ url, enqueue, max: 6 })
  const [organizationId, storeId] = [newId(), newId()]
  const context = { organizationId, actor: { kind: 'user', id: USER } } as const
  const write = <T>(command: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, command)
  await write(async (tx) => {
    await sql`insert into organizations (organization_id, name, slug)
      values (${organizationId}, 'Evergreen', ${`evergreen-${organizationId}`})`.execute(tx.db)
    await addStore(tx, { id: storeId, name: 'Capitol Hill' })
  })
  const definitions = forecastingJobs({ now: () => NOW, threads })
  const tools: JobTools = { database, enqueue, log: silentLogger() }
  return {
    organizationId,
    storeId,
    database,
    jobs,
    write,
    read: (query) => database.readTenant(context, query),
    run: async (queue, payload = {}, { attempt = 1, signal = new AbortController().signal } = {}) => {
      const definition = definitions.find((each) => each.queue === queue)
      if (definition === undefined) throw new Error(`no job ${queue}`)
      await definition.handle(
        { id: newId(), payload: { organizationId, ...payload }, signal, attempt },
        tools,
      )
    },
    tell: (type) =>
      write(async (tx) => {
        const event = { id: newId(), type, version: 1, organizationId, payload: { storeId } }
        for (const each of forecastingSubscriptions()) if (each.event === type) await each.handle(tx, event)
      }),
  }
}

/** A store in Denver time. */
export const addStore = async (tx: Tx, store: { id: string; name: string }): Promise<void> => {
  await sql`insert into stores (organization_id, id, name, state, time_zone)
    values (${tx.context.organizationId}, ${store.id}, ${store.name}, 'CO', 'America/Denver')`.execute(tx.db)
}

/** A product, sold in the shop's store on the days before and with `LAST_DAY`: `units(0)` is the oldest of `days`. */
export const addProduct = (
  shop: Shop,
  product: {
    name: string
    days?: number
    units?: (index: number) => number
    returned?: (index: number) => number
    isService?: boolean
    active?: boolean
    storeId?: string
    /** Days between the last sale day given and `LAST_DAY`. */
    ago?: number
  },
): Promise<string> =>
  shop.write(async (tx) => {
    const id = newId()
    const { days = 0, units = () => 1, returned = () => 0, storeId = shop.storeId, ago = 0 } = product
    await sql`insert into products (organization_id, id, sku, name, is_service, active)
      values (${shop.organizationId}, ${id}, ${id}, ${product.name}, ${product.isService ?? false}, ${product.active ?? true})`.execute(
      tx.db,
    )
    const rows = Array.from({ length: days }, (_, i) => ({
      day: addDays(LAST_DAY, i - days + 1 - ago),
      sold: units(i),
      returned: returned(i),
    })).filter((row) => row.sold > 0 || row.returned > 0)
    await sql`
      insert into sales_daily (organization_id, store_id, product_id, business_day, units_sold, units_returned, gross_minor,
        discount_minor, tax_minor, net_minor, cost_minor, lines)
      select ${shop.organizationId}::uuid, ${storeId}::uuid, ${id}::uuid, day, sold, returned, 0, 0, 0, 0, null, 1
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (day date, sold numeric, returned numeric)`.execute(
      tx.db,
    )
    return id
  })

/** Opens the store on each of the last `days` days (one receipt), but for those in `shut`. */
export const openStore = (
  shop: Shop,
  days: number,
  { shut = [], storeId = shop.storeId }: { shut?: readonly string[]; storeId?: string } = {},
): Promise<unknown> =>
  shop.write((tx) =>
    sql`
      insert into store_sales_daily (organization_id, store_id, business_day, receipts, lines, units_sold, units_returned,
        gross_minor, discount_minor, tax_minor, net_minor, cost_minor)
      select ${shop.organizationId}::uuid, ${storeId}::uuid, day::date, 1, 1, 1, 0, 0, 0, 0, 0, null
      from generate_series(${LAST_DAY}::date - ${days - 1}::integer, ${LAST_DAY}::date, interval '1 day') day
      where day::date <> all(${shut}::date[])
      on conflict do nothing`.execute(tx.db),
  )
