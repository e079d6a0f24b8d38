import { recordAudit } from '@suite/audit'
import { invalid, notFound } from '@suite/kernel'
import type { Sealer } from '@suite/crypto'
import type { Database } from '@suite/db'
import {
  emptyShape,
  idParams,
  pageOf,
  pageQuery,
  plainRoute,
  readRoute,
  writeRoute,
  type Caller,
  type Route,
} from '@suite/http'
import type { Send } from '@suite/outbound'
import { startedShape } from '../contract.ts'
import type { Adapter, Vendor } from '../vendors/port.ts'
import { addConnection } from './add-connection.ts'
import { askForReread, pullNow } from './ask-for-pull.ts'
import {
  disconnect,
  editConnection,
  pauseConnection,
  resyncConnection,
  setWrites,
  stopAllWrites,
} from './change-connection.ts'
import { connectionRow } from './connection-row.ts'
import {
  connectionEdit,
  connectionShape,
  connectionsShape,
  newConnection,
  outageShape,
  reasonInput,
  refusalShape,
  stoppedShape,
  tryConnection,
  vendorsShape,
  verdictShape,
  writesInput,
} from './contract.ts'
import { CONNECTION_EXAMPLE, VERDICT_EXAMPLE } from './examples.ts'
import { connectionOf, connections, outages, pullRefusals } from './queries.ts'
import { testStored, tryKeys } from './test-connection.ts'

/** What the routes of connections need. */
export interface ConnectionRouteDeps {
  readonly database: Database
  readonly sealer: Sealer
  readonly send: Send
  readonly adapters: ReadonlyMap<Vendor, Adapter>
  /** Checks that the caller's password is theirs; @throws AppError `wrong_password` */
  readonly stepUp: (userId: string, password: string) => Promise<void>
}

const tag = 'Connections'
const READ = 'connections.read'
const MANAGE = 'connections.manage'
const ID = '0198c0de-0000-7000-8000-000000000601'
const NEW_EXAMPLE = {
  storeId: '0198c0de-0000-7000-8000-000000000001',
  vendor: 'metrc' as const,
  name: 'Metrc Colorado',
  settings: { licence: '402R-00123' },
  credentials: { vendorKey: '…', userKey: '…' },
}

/** Connections to outside systems: adding, testing, watching, pausing, ending; and the switch for writing to them. */
export const connectionRoutes = (deps: ConnectionRouteDeps): Route[] => [
  ...lookingRoutes(deps),
  ...changingRoutes(deps),
  ...testingRoutes(deps),
  ...writingRoutes(deps),
]

const adapterOf = (deps: ConnectionRouteDeps, vendor: Vendor): Adapter => {
  const adapter = deps.adapters.get(vendor)
  if (adapter === undefined)
    throw invalid('unknown_vendor', `${vendor} cannot be connected.`, [
      { path: 'vendor', message: 'unknown' },
    ])
  return adapter
}

const lookingRoutes = (deps: ConnectionRouteDeps): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/connection-vendors',
      exported: false,
      summary: 'What can be connected, and what each vendor asks for',
      tag,
      access: READ,
      reply: vendorsShape,
      example: {
        items: [
          {
            vendor: 'metrc',
            title: 'Metrc',
            kind: 'state',
            credentials: [
              {
                name: 'userKey',
                label: 'User key',
                help: 'Made in Metrc by an employee',
                secret: true,
                required: true,
              },
            ],
            settings: [],
            streams: [{ name: 'packages', title: 'Packages', everySeconds: 300, backfillDays: 730 }],
          },
        ],
      },
    },
    async () => ({
      items: [...deps.adapters.values()].map((adapter) => ({
        vendor: adapter.vendor,
        title: adapter.title,
        kind: adapter.kind,
        credentials: [...adapter.credentials],
        settings: [...adapter.settings],
        streams: adapter.streams.map(({ name, title, every, backfillDays }) => ({
          name,
          title,
          everySeconds: every,
          backfillDays,
        })),
      })),
    }),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/connections',
      summary: 'Connections with the state of each stream',
      tag,
      access: READ,
      reply: connectionsShape,
      example: { items: [CONNECTION_EXAMPLE] },
    },
    async (read) => ({ items: await connections(read, deps.adapters, new Date()) }),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/connections/:id',
      summary: 'One connection',
      tag,
      access: READ,
      params: idParams,
      reply: connectionShape,
      example: CONNECTION_EXAMPLE,
    },
    (read, { params }) => connectionOf(read, deps.adapters, params.id, new Date()),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/connections/:id/refusals',
      summary: 'Rows of a connection that could not be taken, with the reason',
      tag,
      access: READ,
      params: idParams,
      query: pageQuery,
      reply: pageOf(refusalShape),
      example: {
        items: [
          {
            stream: 'transactions',
            externalId: '91822',
            code: 'too_large',
            reason:
              'The line total 99999999999 is larger than any sale. Check the column and the decimal sign.',
            seenAt: '2026-04-20T16:19:40.000Z',
          },
        ],
        nextCursor: null,
      },
    },
    async (read, { params, query }) => {
      await connectionRow(read, params.id)
      return pullRefusals(read, { connectionId: params.id, ...query })
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/outages',
      summary: 'When outside systems could not be reached',
      tag,
      access: READ,
      query: pageQuery,
      reply: pageOf(outageShape),
      example: {
        items: [
          {
            id: '0198c0de-0000-7000-8000-000000000701',
            connectionId: ID,
            connectionName: 'Metrc Colorado',
            beganAt: '2026-04-18T20:00:00.000Z',
            endedAt: '2026-04-18T21:12:00.000Z',
            cause: 'api-co.metrc.com did not answer in time.',
            writesWaiting: 3,
            catchUp: {
              dueAt: '2026-04-19T21:12:00.000Z',
              basis: 'rule',
              reason: 'Within 24 hours of the end of the outage.',
            },
          },
        ],
        nextCursor: null,
      },
    },
    (read, { query }) => outages(read, query, new Date()),
  ),
]

const changingRoutes = (deps: ConnectionRouteDeps): Route[] => [
  writeRoute(
    {
      method: 'POST',
      path: '/connections',
      summary: 'Connects a store; its keys are sealed and never shown again',
      tag,
      access: MANAGE,
      body: newConnection,
      reply: startedShape,
      status: 201,
      example: { id: ID },
      bodyExample: NEW_EXAMPLE,
    },
    (tx, { body }) => addConnection(tx, deps.sealer, adapterOf(deps, body.vendor), body),
  ),
  writeRoute(
    {
      method: 'PATCH',
      path: '/connections/:id',
      summary: 'Changes name, settings or keys',
      tag,
      access: MANAGE,
      params: idParams,
      body: connectionEdit,
      reply: emptyShape,
      example: {},
      bodyExample: { name: 'Metrc, main store' },
    },
    async (tx, { params, body }) => {
      const { vendor } = await connectionRow(tx, params.id)
      await editConnection(tx, deps.sealer, adapterOf(deps, vendor), { id: params.id, ...body })
      return {}
    },
  ),
  ...(
    [
      ['pause', 'Stops pulling', (tx, id) => pauseConnection(tx, id, true)],
      [
        'resume',
        'Goes on pulling; what changed meanwhile is caught up',
        (tx, id) => pauseConnection(tx, id, false),
      ],
      ['pull', 'Asks for everything that is new, now', pullIfThere],
      ['reread', 'Reads again every answer that was kept, without asking the vendor', rereadIfThere],
      ['resync', 'Asks for the whole history again; what is known does not change', resyncConnection],
      ['disconnect', 'Ends the connection and destroys its keys; what it brought stays', disconnect],
    ] as const satisfies readonly (readonly [
      string,
      string,
      (tx: Parameters<typeof disconnect>[0], id: string) => Promise<void>,
    ])[]
  ).map(([verb, summary, command]) =>
    writeRoute(
      {
        method: 'POST',
        path: `/connections/:id/${verb}`,
        summary,
        tag,
        access: MANAGE,
        params: idParams,
        reply: emptyShape,
        example: {},
      },
      async (tx, { params }) => {
        await command(tx, params.id)
        return {}
      },
    ),
  ),
]

async function pullIfThere(tx: Parameters<typeof disconnect>[0], id: string): Promise<void> {
  await connectionRow(tx, id)
  await pullNow(tx, id)
}

async function rereadIfThere(tx: Parameters<typeof disconnect>[0], id: string): Promise<void> {
  await connectionRow(tx, id)
  await askForReread(tx, id)
  await recordAudit(tx, {
    eventType: 'connection.reread_asked',
    resourceType: 'connection',
    resourceId: id,
    action: 'run',
    risk: 'medium',
  })
}

const testingRoutes = (deps: ConnectionRouteDeps): Route[] => [
  plainRoute(
    {
      method: 'POST',
      path: '/connections/try',
      summary: 'Tries keys without keeping them',
      tag,
      access: MANAGE,
      limit: 'heavy',
      body: tryConnection,
      reply: verdictShape,
      example: VERDICT_EXAMPLE,
      bodyExample: {
        storeId: NEW_EXAMPLE.storeId,
        vendor: 'metrc',
        settings: {},
        credentials: NEW_EXAMPLE.credentials,
      },
    },
    async ({ body }, facts, caller) => ({ body: await tryKeys(deps, contextOf(caller, facts), body) }),
  ),
  plainRoute(
    {
      method: 'POST',
      path: '/connections/:id/test',
      summary: 'Tries the keys a connection has',
      tag,
      access: MANAGE,
      limit: 'heavy',
      params: idParams,
      reply: verdictShape,
      example: VERDICT_EXAMPLE,
    },
    async ({ params }, facts, caller) => ({
      body: await testStored(deps, contextOf(caller, facts), params.id),
    }),
  ),
]

const contextOf = (caller: Caller | null, facts: { requestId: string; ip: string }) => {
  if (caller === null) throw notFound('connection')
  return {
    organizationId: caller.organizationId,
    actor: { kind: 'user', id: caller.userId } as const,
    requestId: facts.requestId,
    ip: facts.ip,
  }
}

const writingRoutes = (deps: ConnectionRouteDeps): Route[] => [
  plainRoute(
    {
      method: 'POST',
      path: '/connections/:id/writes',
      summary:
        'Lets a connection write to the vendor, or forbids it; turning it on asks for the password again',
      tag,
      access: 'connections.write_switch',
      limit: 'guard',
      params: idParams,
      body: writesInput,
      reply: emptyShape,
      example: {},
      bodyExample: { enabled: true, reason: 'Corrections are to be sent by the system', password: '…' },
    },
    async ({ params, body }, facts, caller) => {
      const context = contextOf(caller, facts)
      await deps.database.readTenant(context, (read) => connectionRow(read, params.id))
      if (body.enabled) await deps.stepUp(context.actor.id, body.password ?? '')
      await deps.database.withTenant(context, (tx) => setWrites(tx, params.id, body.enabled, body.reason))
      return { body: {} }
    },
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/connections/stop-writes',
      summary: 'Forbids writing over every connection at once',
      tag,
      access: 'connections.write_switch',
      body: reasonInput,
      reply: stoppedShape,
      example: { stopped: 2 },
      bodyExample: { reason: 'The state asked for a stop' },
    },
    async (tx, { body }) => ({ stopped: await stopAllWrites(tx, body.reason) }),
  ),
]
