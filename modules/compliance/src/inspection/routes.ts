import { Readable } from 'node:stream'
import type { Database } from '@suite/db'
import {
  downloadRoute,
  idParams,
  readRoute,
  writeRoute,
  type Caller,
  type Download,
  type Route,
} from '@suite/http'
import { z } from 'zod'
import { packCreated, packInput, packItem, packPage, packsQuery, type PackItem } from './contract.ts'
import { handOutPack, inspectionPack, inspectionPacks } from './packs.ts'
import { askForPack } from './prepare-pack.ts'

const EXAMPLE: PackItem = {
  id: '0198c0de-0000-7000-8000-000000000f01',
  storeId: '0198c0de-0000-7000-8000-000000000001',
  storeName: 'Evergreen Capitol Hill',
  from: '2026-10-01',
  to: '2026-10-31',
  status: 'done',
  failure: null,
  requestedBy: 'Dana Reyes',
  requestedAt: '2026-11-22T19:00:00.000Z',
  finishedAt: '2026-11-22T19:00:04.000Z',
  counts: { discrepancies: 12 },
  dataSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  pdfSha256: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
}
const TYPES = { pdf: 'application/pdf', json: 'application/json' } as const
const tag = 'Compliance'

interface Deps {
  readonly database: Database
  readonly now?: () => Date
}

/** What an inspector is handed: prepared by a job, kept as it was, downloaded as paper or as data. */
export const inspectionRoutes = (deps: Deps): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/compliance/inspection-packs',
      summary: 'Packs prepared for inspectors, the newest first',
      tag,
      access: 'compliance.view',
      query: packsQuery,
      reply: packPage,
      example: { items: [EXAMPLE], nextCursor: null },
    },
    (read, { query }) => inspectionPacks(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/compliance/inspection-packs/:id',
      summary: 'A pack, how far it is, and the hashes of its bytes',
      tag,
      access: 'compliance.view',
      params: idParams,
      reply: packItem,
      example: EXAMPLE,
    },
    (read, { params }) => inspectionPack(read, params.id),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/inspection-packs',
      summary: 'Have a pack prepared about a store and a period of at most 400 days',
      tag,
      access: 'compliance.reconcile',
      status: 202,
      body: packInput,
      reply: packCreated,
      example: { id: EXAMPLE.id },
      bodyExample: { storeId: EXAMPLE.storeId, from: EXAMPLE.from, to: EXAMPLE.to },
    },
    async (tx, { body }) => ({ id: await askForPack(tx, { ...body, now: deps.now?.() ?? new Date() }) }),
  ),
  fileRoute(deps, 'pdf'),
  fileRoute(deps, 'json'),
]

const fileRoute = ({ database }: Deps, as: keyof typeof TYPES): Route =>
  downloadRoute(
    {
      method: 'GET',
      path: `/compliance/inspection-packs/:id/${as}`,
      summary: as === 'pdf' ? 'The pack as PDF' : 'The pack as data, in its documented form',
      tag,
      access: 'compliance.view',
      limit: 'heavy',
      params: idParams,
      reply: z.string(),
      example: '…',
    },
    async ({ params }, caller: Caller): Promise<Download> => {
      const { fileName, bytes } = await database.withTenant(
        { organizationId: caller.organizationId, actor: { kind: 'user', id: caller.userId } },
        (tx) => handOutPack(tx, params.id, as),
      )
      return { fileName, contentType: TYPES[as], content: Readable.from([bytes]) }
    },
  )
