import { newId } from '@suite/kernel'
import { openDatabase, sql, type Database, type JobRequest, type Read, type Tx } from '@suite/db'
import { administer } from '@suite/db/embedded'
import type { Caller, Route } from '@suite/http'
import { testDatabase } from '@suite/testing'
import { recomputeRollups, salesRoutes } from '../src/index.ts'

/** An organisation of its own with two stores and three products. */
export interface Shop {
  readonly organizationId: string
  readonly stores: readonly [string, string]
  readonly products: Readonly<Record<'BD' | 'GUM' | 'VAPE', string>>
  write<T>(command: (tx: Tx) => Promise<T>): Promise<T>
  read<T>(query: (read: Read) => Promise<T>): Promise<T>
  /** Stores receipts as an import would and brings the daily sales up to date; gives their ids by number. */
  sell(...receipts: readonly Sold[]): Promise<Record<string, string>>
  /** Asks a read route; the reply is checked against its shape. */
  get(path: string, query?: object, params?: object): Promise<unknown>
}

/** One receipt on one business day; amounts in minor units. */
export interface Sold {
  readonly store: 0 | 1
  readonly number: string
  readonly day: string
  readonly lines: readonly Line[]
}

/** `[product, kind, quantity, gross, discount, tax, cost]` */
type Line = readonly [
  product: 'BD' | 'GUM' | 'VAPE',
  kind: 'sale' | 'return' | 'void',
  quantity: number,
  gross: number,
  discount?: number,
  tax?: number,
  cost?: number | null,
]

const USER = '0198c0de-0000-7000-8000-0000000000aa'

/** A database whose shops never see one another. */
export const testShops = async (): Promise<{
  open: () => Promise<Shop>
  /** Brings the planner's statistics up to date. */
  analyze: () => Promise<unknown>
  close: () => Promise<void>
}> => {
  const server = await testDatabase()
  const jobs: JobRequest[] = []
  const database = openDatabase({
    url: server.appUrl,
    enqueue: (_, job) => Promise.resolve(void jobs.push(job)),
  })
  return {
    open: () => openShop(database),
    analyze: () => administer(server.adminUrl, 'analyze'),
    close: async () => {
      await database.close()
      await server.drop()
    },
  }
}

const openShop = async (database: Database): Promise<Shop> => {
  const organizationId = newId()
  const stores = [newId(), newId()] as const
  const products = { BD: newId(), GUM: newId(), VAPE: newId() }
  const context = { organizationId, actor: { kind: 'user', id: USER } } as const
  const write: Shop['write'] = (command) => database.withTenant(context, command)
  const read: Shop['read'] = (query) => database.readTenant(context, query)
  await write(async (tx) => {
    await sql`insert into organizations (organization_id, name, slug)
      values (${organizationId}, 'Evergreen', ${`evergreen-${organizationId}`})`.execute(tx.db)
    await sql`insert into stores (organization_id, id, name, state, time_zone) values
      (${organizationId}, ${stores[0]}, 'Capitol Hill', 'CO', 'America/Denver'),
      (${organizationId}, ${stores[1]}, 'Boulder', 'CO', 'America/Denver')`.execute(tx.db)
    await sql`insert into products (organization_id, id, sku, name, category, brand) values
      (${organizationId}, ${products.BD}, 'BD-8', 'Blue Dream', 'flower', 'Northside'),
      (${organizationId}, ${products.GUM}, 'GUM', '=Gummies', 'edibles', null),
      (${organizationId}, ${products.VAPE}, 'VAPE', 'Cart', 'vapes', 'Northside')`.execute(tx.db)
  })
  const routes = salesRoutes()
  const caller: Caller = { userId: USER, organizationId, membershipId: USER, role: 'owner', readOnly: false }
  return {
    organizationId,
    stores,
    products,
    write,
    read,
    sell: (...receipts) => write((tx) => sell(tx, { organizationId, stores, products }, receipts)),
    get: async (path, query = {}, params = {}) => {
      const route = routeOf(routes, path)
      if (route.kind !== 'read') throw new Error(`${path} is no read route`)
      const input = { params, query: route.spec.query?.parse(query), body: undefined }
      return route.spec.reply.parse(await read((r) => route.handle(r, input, caller)))
    },
  }
}

const routeOf = (routes: readonly Route[], path: string): Route => {
  const route = routes.find(({ spec }) => spec.method === 'GET' && spec.path === path)
  if (route === undefined) throw new Error(`no route ${path}`)
  return route
}

const sell = async (
  tx: Tx,
  shop: Pick<Shop, 'organizationId' | 'stores' | 'products'>,
  receipts: readonly Sold[],
): Promise<Record<string, string>> => {
  const ids: Record<string, string> = {}
  for (const { store, number, day, lines } of receipts) {
    const id = newId()
    ids[number] = id
    await sql`insert into receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day)
      values (${shop.organizationId}, ${id}, ${shop.stores[store]}, 'file:generic', ${number}, ${lines[0]?.[1]},
        ${`${day}T18:00:00Z`}, ${day})`.execute(tx.db)
    for (const [product, kind, quantity, gross, discount = 0, tax = 0, cost = null] of lines)
      await sql`insert into receipt_lines (organization_id, receipt_id, fingerprint, occurrence, store_id, product_id,
          occurred_at, business_day, kind, quantity, unit, unit_price, gross_minor, discount_minor, tax_minor, net_minor,
          cost_minor, import_id)
        values (${shop.organizationId}, ${id}, ${newId()}, 1, ${shop.stores[store]}, ${shop.products[product]},
          ${`${day}T18:00:00Z`}, ${day}, ${kind}, ${quantity}, 'each', ${gross / quantity / 100}, ${gross}, ${discount},
          ${tax}, ${gross - discount}, ${cost}, ${newId()})`.execute(tx.db)
  }
  for (const storeId of shop.stores)
    await recomputeRollups(
      tx,
      storeId,
      sql`select distinct business_day from receipt_lines where store_id = ${storeId}`,
    )
  return ids
}
