import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApp, TEST_PASSWORD, type TestApp, type TestCaller } from '../testing/test-app.ts'
import { openClient, type Client } from './client.ts'
import { importOne } from './import-one.ts'

let app: TestApp
let owner: TestCaller
let client: Client
let address: string
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suite-cli-'))
  app = await startTestApp({ ROLES: 'api,worker' })
  owner = await app.signUp('Evergreen')
  address = await app.program.app.listen({ port: 0, host: '127.0.0.1' })
  client = await openClient(address, { email: owner.email, password: TEST_PASSWORD })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const file = async (text: string): Promise<string> => {
  const path = join(folder, 'april.csv')
  await writeFile(path, text)
  return path
}
const said = async (work: () => Promise<number>): Promise<{ code: number; words: string }> => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  try {
    const code = await work()
    return { code, words: [...log.mock.calls, ...error.mock.calls].flat().join('\n') }
  } finally {
    vi.restoreAllMocks()
  }
}
const HEADER = 'Receipt ID,Date,SKU,Product Name,Quantity,Unit Price'

describe('importing from the command line, through the API and the worker', () => {
  it(
    'imports a file, keeps what was refused to be mended, and takes all of it back',
    { timeout: 60_000 },
    async () => {
      const path = await file(
        [
          HEADER,
          '1,2026-04-01 10:00,BD,Blue Dream,2,25.00',
          '2,2026-02-30 10:00,BD,Blue Dream,1,25.00',
          '',
        ].join('\n'),
      )
      const { code, words } = await said(() => importOne(client, owner.storeId, path))
      expect(words).toMatch(/april\.csv: sales, read as .*\n.*1 rows added, 1 refused/)
      expect(code).toBe(0)
      const { items } = await client.get<{ items: { id: string; fileName: string }[] }>('/imports')
      expect(items).toMatchObject([{ fileName: 'april.csv', status: 'done', rowsAdded: 1, fileTotal: '50' }])
      const id = items[0]!.id
      const refused = await owner.ask('GET', `/imports/${id}/refusals.csv`)
      expect(refused.body).toMatch(
        /^\ufeff?Receipt ID,.*refused_line,refused_reason\r\n2,2026-02-30 10:00,BD.*,3,/,
      )
      const mended = await file(refused.body.replace('2026-02-30', '2026-03-30'))
      expect((await said(() => importOne(client, owner.storeId, mended))).words).toMatch(/1 rows added$/)
      expect((await owner.ask('GET', '/reports/sales?from=2026-01-01&to=2026-12-31')).json()).toMatchObject({
        totals: { netMinor: 7500, receipts: 2 },
      })
      expect((await owner.ask('POST', `/imports/${id}/undo`)).statusCode).toBe(202)
      await expect
        .poll(async () => (await client.get<{ status: string }>(`/imports/${id}`)).status, {
          timeout: 20_000,
        })
        .toBe('undone')
      expect((await owner.ask('GET', '/reports/sales?from=2026-01-01&to=2026-12-31')).json()).toMatchObject({
        totals: { netMinor: 2500 },
      })
    },
  )

  it('says in words what keeps a file or a person out', async () => {
    const unknown = await file('Colour,Shape\nred,round\n')
    const { code, words } = await said(() => importOne(client, owner.storeId, unknown))
    expect(code).toBe(1)
    expect(words).toMatch(/No column is chosen for/)
    await expect(openClient(address, { email: owner.email, password: 'wrong' })).rejects.toThrow(/password/i)
    await expect(openClient('http://127.0.0.1:9', { email: 'a@b.c', password: 'x' })).rejects.toThrow(
      /npm start/,
    )
  })
})
