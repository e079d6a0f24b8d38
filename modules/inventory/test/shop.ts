import { newId } from '@suite/kernel'
import {
  openDatabase,
  sql,
  type Database,
  type JobRequest,
  type Read,
  type TenantContext,
  type Tx,
} from '@suite/db'
import { testDatabase } from '@suite/testing'

/** An organisation with one store in Denver whose day ends at 04:00. */
export interface Shop {
  readonly organizationId: string
  readonly storeId: string
  readonly jobs: JobRequest[]
  /** The same organisation in the hands of another person. */
  as(userId: string): Pick<Shop, 'write' | 'read'>
  write<T>(command: (tx: Tx) => Promise<T>): Promise<T>
  read<T>(query: (read: Read) => Promise<T>): Promise<T>
  rows<T = Record<string, unknown>>(query: ReturnType<typeof sql.raw>): Promise<T[]>
  addProduct(of?: { name?: string; cost?: string; isService?: boolean }): Promise<string>
}

/** A database whose shops never see one another. */
export const testShops = async (): Promise<{
  open: () => Promise<Shop>
  close: () => Promise<void>
  database: Database
  adminUrl: string
}> => {
  const server = await testDatabase()
  const jobs: JobRequest[] = []
  const database = openDatabase({
    url: server.appUrl,
    max: 6,
    enqueue: (_, job) => {
      jobs.push(job)
      return Promise.resolve()
    },
  })
  const open = async (): Promise<Shop> => {
    const [organizationId, storeId] = [newId(), newId()]
    const context: TenantContext = { organizationId, actor: { kind: 'user', id: 'dana' } }
    await database.withTenant(context, async (tx) => {
      await sql`insert into organizations (organization_id, name, slug)
        values (${organizationId}, 'Evergreen', ${`evergreen-${organizationId}`})`.execute(tx.db)
      await sql`insert into stores (organization_id, id, name, state, time_zone, cut_off_minutes)
        values (${organizationId}, ${storeId}, 'Capitol Hill', 'CO', 'America/Denver', 240)`.execute(tx.db)
    })
    return {
      organizationId,
      storeId,
      jobs,
      as: (userId) => {
        const theirs: TenantContext = { organizationId, actor: { kind: 'user', id: userId } }
        return {
          write: (command) => database.withTenant(theirs, command),
          read: (query) => database.readTenant(theirs, query),
        }
      },
      write: (command) => database.withTenant(context, command),
      read: (query) => database.readTenant(context, query),
      rows: <T>(query: ReturnType<typeof sql.raw>) =>
        database.withTenant(context, async (tx) => (await sql<T>`${query}`.execute(tx.db)).rows),
      addProduct: async ({ name = 'Blue Dream', cost, isService = false } = {}) => {
        const id = newId()
        await database.withTenant(context, (tx) =>
          sql`insert into products (organization_id, id, sku, name, cost, is_service)
            values (${organizationId}, ${id}, ${id}, ${name}, ${cost ?? null}, ${isService})`.execute(tx.db),
        )
        return id
      },
    }
  }
  return {
    open,
    database,
    adminUrl: server.adminUrl,
    close: async () => {
      await database.close()
      await server.drop()
    },
  }
}
