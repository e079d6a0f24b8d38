import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openClient, type Client } from './client.ts'
import { importOne } from './import-one.ts'

const USAGE = `npm run import -- FILE… [--store NAME] [--url ADDRESS] [--email E-MAIL]

Imports sales, stock or product files (CSV, also .gz, or Excel .xlsx) of a store into the running application.
  --store  the store's name; not needed when there is only one
  --url    address of the application; default: the one started from this folder, else http://localhost:3000
  --email  your sign-in; the password is read from SUITE_PASSWORD. Default: the demo shop's owner`

/** The command line: signs in, imports the files one after the other, and says what became of each. */
const main = async (): Promise<number> => {
  const { values, positionals: files } = parseArgs({
    allowPositionals: true,
    options: {
      store: { type: 'string' },
      url: { type: 'string' },
      email: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true || files.length === 0) {
    console.log(USAGE)
    return values.help === true ? 0 : 1
  }
  const missing = files.find((file) => !existsSync(file))
  if (missing !== undefined) throw new Error(`There is no file ${missing}.`)
  const dataDir = process.env['DATA_DIR'] ?? '.data'
  const client = await openClient(values.url ?? addressOf(dataDir), loginOf(dataDir, values.email))
  const storeId = await chooseStore(client, values.store)
  let worst = 0
  for (const file of files) worst = Math.max(worst, await importOne(client, storeId, file))
  return worst
}

/** Where the application started from this folder answers. */
const addressOf = (dataDir: string): string => {
  const { address } = jsonIn(join(dataDir, 'supervisor.json'))
  return typeof address === 'string' ? address : `http://localhost:${process.env['PORT'] ?? '3000'}`
}

const loginOf = (dataDir: string, email: string | undefined): { email: string; password: string } => {
  if (email !== undefined) {
    const password = process.env['SUITE_PASSWORD']
    if (password === undefined) throw new Error('Set SUITE_PASSWORD to your password.')
    return { email, password }
  }
  const demo = jsonIn(join(dataDir, 'demo-login.json'))
  if (typeof demo['email'] !== 'string' || typeof demo['password'] !== 'string')
    throw new Error('Say who you are: --email you@example.com, with your password in SUITE_PASSWORD.')
  return { email: demo['email'], password: demo['password'] }
}

const jsonIn = (path: string): Record<string, unknown> => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}

const chooseStore = async (client: Client, name: string | undefined): Promise<string> => {
  const { stores } = await client.get<{ stores: { id: string; name: string }[] }>('/me')
  const found =
    name === undefined && stores.length === 1 ? stores[0] : stores.find((store) => store.name === name)
  if (found !== undefined) return found.id
  const names = stores.map((store) => `"${store.name}"`).join(', ')
  throw new Error(
    name === undefined
      ? `Choose a store with --store: ${names}.`
      : `There is no store "${name}"; there are ${names}.`,
  )
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
