import { Client } from 'pg'

/** Opens one plain connection as the administrator. The caller ends it. */
export const connect = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  // A server that is killed takes idle connections with it; whoever uses this one sees the next query fail.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Runs statements one by one as the administrator, outside any transaction, and returns the rows of the last. */
export const administer = async (
  url: string,
  ...statements: string[]
): Promise<Record<string, unknown>[]> => {
  const client = await connect(url)
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

/** The same address for another database or another login. */
export const withUrl = (
  url: string,
  change: { database?: string; user?: string; password?: string },
): string => {
  const next = new URL(url)
  if (change.database !== undefined) next.pathname = `/${change.database}`
  if (change.user !== undefined) next.username = change.user
  if (change.password !== undefined) next.password = change.password
  return next.href
}
