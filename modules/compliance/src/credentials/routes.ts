import { emptyShape, idParams, readRoute, writeRoute, type Route } from '@suite/http'
import { notFound } from '@suite/kernel'
import { addCredential } from './add-credential.ts'
import { credential, credentialCalendar, dueCredentials } from './calendar.ts'
import { renewCredential, retireCredential } from './close-credential.ts'
import {
  credentialCreated,
  credentialInput,
  credentialItem,
  credentialPage,
  credentialsQuery,
  dueList,
  dueQuery,
  renewalInput,
  retirementInput,
  type CredentialItem,
} from './contract.ts'

const tag = 'Compliance'
const ID = '0198c0de-0000-7000-8000-000000000901'
const ITEM: CredentialItem = {
  id: ID,
  kind: 'licence',
  storeId: '0198c0de-0000-7000-8000-000000000001',
  storeName: 'Evergreen Capitol Hill',
  membershipId: null,
  lotId: null,
  packageTag: null,
  holder: 'Evergreen Collective LLC',
  number: '402R-00123',
  issuer: 'Marijuana Enforcement Division',
  state: 'CO',
  issuedOn: '2026-01-15',
  expiresOn: '2027-01-15',
  expiryBasis: 'stated',
  expiryNote: '',
  note: '',
  status: 'active',
  renews: null,
  daysLeft: 54,
  step: '60',
  closedReason: null,
  closedAt: null,
}

interface Deps {
  readonly now?: () => Date
}

/** Licences, badges and lab certificates: calendar, what is due, and their life. */
export const credentialRoutes = (deps: Deps = {}): Route[] => {
  const now = (): Date => deps.now?.() ?? new Date()
  return [...readingRoutes(now), ...changingRoutes(now)]
}

const readingRoutes = (now: () => Date): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/compliance/credentials',
      summary: 'Licences, badges and lab certificates by expiry',
      tag,
      access: 'compliance.view',
      query: credentialsQuery,
      reply: credentialPage,
      example: { items: [ITEM], nextCursor: null },
    },
    (read, { query }) => credentialCalendar(read, query, now()),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/compliance/credentials/due',
      summary: 'What expired or runs out within 60 days',
      tag,
      access: 'compliance.view',
      query: dueQuery,
      reply: dueList,
      example: { counts: { expired: 0, within7: 0, within30: 0, within60: 1, unknown: 0 }, items: [ITEM] },
    },
    (read, { query }) => dueCredentials(read, query, now()),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/compliance/credentials/:id',
      summary: 'One licence, badge or lab certificate',
      tag,
      access: 'compliance.view',
      params: idParams,
      reply: credentialItem,
      example: ITEM,
    },
    async (read, { params }) => {
      const found = await credential(read, params.id, now())
      if (found === null) throw notFound('credential')
      return found
    },
  ),
]

const changingRoutes = (now: () => Date): Route[] => [
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/credentials',
      summary: 'Add a licence, badge or lab certificate',
      tag,
      access: 'compliance.manage',
      status: 201,
      body: credentialInput,
      bodyExample: {
        kind: 'licence' as const,
        storeId: ITEM.storeId,
        holder: ITEM.holder,
        number: ITEM.number,
        issuer: ITEM.issuer,
        state: ITEM.state,
        issuedOn: ITEM.issuedOn,
        expiresOn: ITEM.expiresOn,
      },
      reply: credentialCreated,
      example: { id: ID },
    },
    async (tx, { body }) => ({ id: await addCredential(tx, body, now()) }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/credentials/:id/renew',
      summary: 'Put the renewed paper in its place',
      tag,
      access: 'compliance.manage',
      status: 201,
      params: idParams,
      body: renewalInput,
      bodyExample: { issuedOn: '2027-01-10', expiresOn: '2028-01-15' },
      reply: credentialCreated,
      example: { id: ID },
    },
    async (tx, { params, body }) => ({ id: await renewCredential(tx, params.id, body, now()) }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/credentials/:id/retire',
      summary: 'End a licence, badge or lab certificate with a reason',
      tag,
      access: 'compliance.manage',
      params: idParams,
      body: retirementInput,
      bodyExample: { reason: 'Left the company' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await retireCredential(tx, { id: params.id, reason: body.reason, now: now() })
      return {}
    },
  ),
]
