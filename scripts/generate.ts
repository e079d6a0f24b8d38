import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { dumpSchema, migrate } from '@suite/db'
import { startEmbedded } from '@suite/db/embedded'
import { allRoutes, apiDocument } from '../apps/server/src/routes.ts'
import type { Services } from '../apps/server/src/services.ts'

/**
 * Writes what is derived from migrations and routes: the schema dump, the database types, the OpenAPI document and the
 * client's types. With --check it writes nothing and fails on a difference.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')
const scratch = mkdtempSync(join(tmpdir(), 'suite-generate-'))
const stale: string[] = []

const settle = (file: string, text: string): void => {
  const path = join(root, file)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (before === text) return
  if (check) stale.push(file)
  else writeFileSync(path, text)
}

const databaseTypes = (url: string): string => {
  const out = join(scratch, 'types.ts')
  const cli = join(root, 'node_modules/kysely-codegen/dist/cli/bin.js')
  const flags =
    '--dialect postgres --include-pattern app.* --default-schema app --date-parser string --numeric-parser string --log-level error'
  execFileSync(process.execPath, [
    cli,
    ...flags.split(' '),
    '--type-mapping',
    '{"int8":"number"}',
    '--url',
    url,
    '--out-file',
    out,
  ])
  return readFileSync(out, 'utf8')
}

const clientTypes = (document: string): string => {
  const input = join(scratch, 'openapi.json')
  const out = join(scratch, 'schema.gen.ts')
  writeFileSync(input, document)
  const cli = ['clients/api-client/node_modules', 'node_modules']
    .map((folder) => join(root, folder, 'openapi-typescript/bin/cli.js'))
    .find(existsSync)
  if (cli === undefined) throw new Error('openapi-typescript is not installed. Run npm ci.')
  execFileSync(process.execPath, [cli, input, '-o', out], { stdio: 'pipe' })
  return readFileSync(out, 'utf8')
}

const server = await startEmbedded({
  dataDir: join(scratch, 'pg'),
  password: 'of-a-throw-away-server',
  version: 18,
  settings: { fsync: 'off' },
})
try {
  await migrate(server.adminUrl, { appPassword: 'unused-password', authPassword: 'unused-password' })
  const client = new pg.Client({ connectionString: server.adminUrl })
  await client.connect()
  settle('database/schema.sql', await dumpSchema(client))
  await client.end()
  settle('database/types.ts', databaseTypes(server.adminUrl))
  // the route factories only describe; nothing of the services is touched until a request comes
  const document = `${JSON.stringify(apiDocument(allRoutes({} as Services)), null, 2)}\n`
  settle('clients/api-client/openapi.json', document)
  settle('clients/api-client/src/schema.gen.ts', clientTypes(document))
} finally {
  await server.stop()
  rmSync(scratch, { recursive: true, force: true })
}
if (stale.length > 0) {
  process.stderr.write(
    `These generated files are stale; run \`npm run generate\` and commit them:\n  ${stale.join('\n  ')}\n`,
  )
  process.exit(1)
}
