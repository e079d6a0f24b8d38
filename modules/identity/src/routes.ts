import { z } from 'zod'
import { emptyShape, idParams, idShape, readRoute, plainRoute, writeRoute, type Route } from '@suite/http'
import type { Database } from '@suite/db'
import { AppError } from '@suite/kernel'
import { addStore } from './commands/add-store.ts'
import { editMembership } from './commands/edit-membership.ts'
import { editOrganization } from './commands/edit-organization.ts'
import { editStore } from './commands/edit-store.ts'
import { invite, revokeInvitation } from './commands/invitations.ts'
import {
  emailShape,
  invitationShape,
  meShape,
  nameOfUserShape,
  nameShape,
  personShape,
  roleShape,
  storeChange,
  storeInput,
  storeShape,
} from './contract.ts'
import { me } from './queries/me.ts'
import { names, openInvitations, people } from './queries/people.ts'
import { storesOf } from './queries/stores.ts'
import type { Sessions } from './sessions.ts'

const ID = '0197a0c0-0000-7000-8000-000000000001'
const STORE = {
  id: ID,
  name: 'Denver',
  licenceNumber: '402R-00123',
  state: 'CO',
  timeZone: 'America/Denver',
  cutOffMinutes: 240,
  currency: 'USD',
  active: true,
}
const PERSON = {
  membershipId: ID,
  name: 'Ada Owner',
  email: 'ada@example.com',
  role: 'owner' as const,
  active: true,
}
const INVITATION = {
  id: ID,
  email: 'ben@example.com',
  role: 'buyer' as const,
  createdAt: '2026-04-20T16:00:00.000Z',
  expiresAt: '2026-04-27T16:00:00.000Z',
}
const ME = {
  user: { id: ID, name: 'Ada Owner', email: 'ada@example.com' },
  organization: {
    id: ID,
    name: 'Evergreen Collective',
    slug: 'evergreen-collective',
    planTier: 'starter',
    trialEndsAt: null,
    readOnly: false,
    isDemo: true,
  },
  role: 'owner',
  permissions: ['products.read'],
  organizations: [{ id: ID, name: 'Evergreen Collective', slug: 'evergreen-collective', role: 'owner' }],
  stores: [STORE],
}
const done = { reply: emptyShape, example: {} }
const tag = 'Identity'

/** The organisation, its stores and its people. */
export const organizationRoutes = (deps: { sessions: Sessions; database: Database }): Route[] => [
  plainRoute(
    {
      method: 'GET',
      path: '/me',
      tag,
      access: 'signed_in',
      summary: 'Who I am, what I may do, which stores there are',
      reply: meShape,
      example: ME,
    },
    async (_input, _facts, caller) => {
      if (caller === null) throw new AppError('unauthenticated', 'not_signed_in', 'Sign in to go on.')
      const memberships = await deps.sessions.memberships(caller.userId)
      const context = {
        organizationId: caller.organizationId,
        actor: { kind: 'user' as const, id: caller.userId },
      }
      return { body: await deps.database.readTenant(context, (read) => me(read, caller, memberships)) }
    },
  ),
  writeRoute(
    {
      method: 'PATCH',
      path: '/organization',
      tag,
      access: 'organization.manage',
      summary: 'Rename the organisation',
      body: z.object({ name: nameShape }),
      bodyExample: { name: 'Evergreen Collective' },
      ...done,
    },
    async (tx, { body }) => {
      await editOrganization(tx, body)
      return {}
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/stores',
      tag,
      access: 'organization.read',
      summary: 'Stores by name',
      reply: z.object({ items: z.array(storeShape) }),
      example: { items: [STORE] },
    },
    async (read) => ({ items: await storesOf(read) }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/stores',
      tag,
      access: 'organization.manage',
      summary: 'Open a store',
      status: 201,
      body: storeInput,
      bodyExample: {
        name: 'Boulder',
        licenceNumber: '402R-00124',
        state: 'CO',
        timeZone: 'America/Denver',
        cutOffMinutes: 240,
      },
      reply: z.object({ id: idShape }),
      example: { id: ID },
    },
    async (tx, { body }) => ({ id: await addStore(tx, body) }),
  ),
  writeRoute(
    {
      method: 'PATCH',
      path: '/stores/:id',
      tag,
      access: 'organization.manage',
      summary: 'Change a store',
      params: idParams,
      body: storeChange,
      bodyExample: { name: 'Boulder Pearl Street' },
      ...done,
    },
    async (tx, { params, body }) => {
      await editStore(tx, params.id, body as Parameters<typeof editStore>[2])
      return {}
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/people',
      tag,
      access: 'people.read',
      summary: 'People by name',
      reply: z.object({ items: z.array(personShape) }),
      example: { items: [PERSON] },
    },
    async (read) => ({
      items: (await people(read)).map((person) => ({ ...person, role: roleShape.parse(person.role) })),
    }),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/people/names',
      exported: false,
      tag,
      access: 'organization.read',
      summary: 'Names by user id, for records that say who did something',
      reply: z.object({ items: z.array(nameOfUserShape) }),
      example: { items: [{ userId: ID, name: PERSON.name }] },
    },
    async (read) => ({ items: await names(read) }),
  ),
  writeRoute(
    {
      method: 'PATCH',
      path: '/people/:id',
      tag,
      access: 'people.manage',
      summary: "Change a person's role or access",
      params: idParams,
      body: z.object({ role: roleShape.optional(), active: z.boolean().optional() }),
      bodyExample: { role: 'buyer' as const },
      ...done,
    },
    async (tx, { params, body }, caller) => {
      refuseOwnerByManager(caller.role, body.role)
      await editMembership(tx, params.id, body)
      return {}
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/invitations',
      tag,
      access: 'people.read',
      summary: 'Invitations still open',
      reply: z.object({ items: z.array(invitationShape) }),
      example: { items: [INVITATION] },
    },
    async (read) => ({
      items: (await openInvitations(read)).map((invitation) => ({
        ...invitation,
        role: roleShape.parse(invitation.role),
      })),
    }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/invitations',
      tag,
      access: 'people.manage',
      summary: 'Invite a person; the link is shown once',
      status: 201,
      body: z.object({ email: emailShape, role: roleShape }),
      bodyExample: { email: 'ben@example.com', role: 'buyer' as const },
      reply: z.object({ id: idShape, link: z.string() }),
      example: { id: ID, link: '/accept-invitation?token=…' },
    },
    async (tx, { body }, caller) => {
      refuseOwnerByManager(caller.role, body.role)
      const { id, token } = await invite(tx, body)
      return { id, link: `/accept-invitation?token=${token}` }
    },
  ),
  writeRoute(
    {
      method: 'DELETE',
      path: '/invitations/:id',
      tag,
      access: 'people.manage',
      summary: 'Take an invitation back',
      params: idParams,
      ...done,
    },
    async (tx, { params }) => {
      await revokeInvitation(tx, params.id)
      return {}
    },
  ),
]

/** Nobody hands out more than they hold. */
const refuseOwnerByManager = (actorRole: string, role: string | undefined): void => {
  if (role === 'owner' && actorRole !== 'owner')
    throw new AppError('forbidden', 'owner_only', 'Only an owner can make someone an owner.')
}
