import type { Database } from '@suite/db'
import {
  emptyShape,
  idParams,
  idShape,
  plainRoute,
  readRoute,
  writeRoute,
  type Caller,
  type Route,
} from '@suite/http'
import { notFound } from '@suite/kernel'
import { z } from 'zod'
import { cancelCorrection, confirmCorrection } from './confirm.ts'
import { confirmInput, correctionList, previewShape, type CorrectionItem, type Preview } from './contract.ts'
import type { StateWriter } from './ports.ts'
import { previewCorrection, requireDiscrepancy } from './preview.ts'
import { correctionsOf } from './queries.ts'

const tag = 'Compliance'
const CORRECTION_ID = '0198c0de-0000-7000-8000-000000000b01'
const PREVIEW: Preview = {
  by: 'interface',
  why: null,
  connectionName: 'Metrc',
  writesEnabled: true,
  title: 'Adjust 1A4060300000001000000777 at the state',
  changes: [{ field: '1A4060300000001000000777 at the state', before: '12 Each', after: '10 Each' }],
  reasons: ['Entry Error', 'Waste'],
  needsReason: true,
  steps: [],
}
const ITEM: CorrectionItem = {
  id: CORRECTION_ID,
  kind: 'adjust_state',
  state: 'waiting',
  waitsFor: 'writes_off',
  packageTag: '1A4060300000001000000777',
  quantity: '-2',
  unit: 'Each',
  reasonCode: 'Entry Error',
  note: 'Counted twice.',
  attempts: 0,
  message: null,
  advice: null,
  confirmedByName: 'Dana Reyes',
  confirmedAt: '2026-11-22T20:10:00.000Z',
  finishedAt: null,
}

/** What corrections need of the process. */
export interface CorrectionRouteDeps {
  readonly database: Database
  readonly writer: StateWriter
  /** Checks the person's password again. @throws AppError `wrong_password` */
  readonly stepUp: (userId: string, password: string) => Promise<void>
  readonly now?: () => Date
}

/** Putting a discrepancy right over the register's interface: preview, confirm with the password, follow, take back. */
export const correctionRoutes = (deps: CorrectionRouteDeps): Route[] => [
  ...readingRoutes(deps),
  ...writingRoutes(deps),
]

const contextOf = (caller: Caller | null, facts: { requestId: string; ip: string }) => {
  if (caller === null) throw notFound('discrepancy')
  return {
    organizationId: caller.organizationId,
    actor: { kind: 'user', id: caller.userId } as const,
    requestId: facts.requestId,
    ip: facts.ip,
  }
}

const readingRoutes = (deps: CorrectionRouteDeps): Route[] => [
  plainRoute(
    {
      method: 'GET',
      path: '/compliance/discrepancies/:id/correction',
      summary: 'What would put it right: what would be written, or the steps for a person',
      tag,
      access: 'compliance.view',
      params: idParams,
      reply: previewShape,
      example: PREVIEW,
    },
    async ({ params }, facts, caller) => {
      const context = contextOf(caller, facts)
      const read = <T>(query: Parameters<typeof deps.database.readTenant<T>>[1]) =>
        deps.database.readTenant(context, query)
      return { body: await previewCorrection({ writer: deps.writer, read }, context, params.id) }
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/compliance/discrepancies/:id/corrections',
      summary: 'Corrections of a discrepancy and how they fared',
      tag,
      access: 'compliance.view',
      params: idParams,
      reply: correctionList,
      example: { items: [ITEM] },
    },
    async (read, { params }) => {
      await requireDiscrepancy(read, params.id)
      return { items: await correctionsOf(read, params.id) }
    },
  ),
]

const writingRoutes = (deps: CorrectionRouteDeps): Route[] => {
  const now = (): Date => deps.now?.() ?? new Date()
  return [
    plainRoute(
      {
        method: 'POST',
        path: '/compliance/discrepancies/:id/correction',
        summary:
          'Confirm the correction with your password; it is sent once, and verified by the next reading',
        tag,
        access: 'compliance.correct',
        limit: 'guard',
        status: 202,
        params: idParams,
        body: confirmInput,
        reply: z.object({ correctionId: idShape }),
        example: { correctionId: CORRECTION_ID },
        bodyExample: { reasonCode: 'Entry Error', note: 'Counted twice.', password: '…' },
      },
      async ({ params, body }, facts, caller) => {
        const context = contextOf(caller, facts)
        await deps.database.readTenant(context, (read) => requireDiscrepancy(read, params.id))
        await deps.stepUp(context.actor.id, body.password)
        const { reasonCode, note } = body
        return {
          body: await deps.database.withTenant(context, (tx) =>
            confirmCorrection(tx, deps.writer, { id: params.id, reasonCode, note, now: now() }),
          ),
        }
      },
    ),
    writeRoute(
      {
        method: 'POST',
        path: '/compliance/discrepancies/:id/correction/cancel',
        summary: 'Take back a correction that was not sent yet',
        tag,
        access: 'compliance.correct',
        params: idParams,
        reply: emptyShape,
        example: {},
      },
      async (tx, { params }) => {
        await requireDiscrepancy(tx, params.id)
        await cancelCorrection(tx, { discrepancyId: params.id, now: now() })
        return {}
      },
    ),
  ]
}
