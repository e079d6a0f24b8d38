import { z } from 'zod'
import { emptyShape, idShape, plainRoute, type PlainReply, type RequestFacts, type Route } from '@suite/http'
import type { Database } from '@suite/db'
import { AppError } from '@suite/kernel'
import type { Accounts } from './accounts.ts'
import { createOrganization } from './commands/create-organization.ts'
import { acceptInvitation } from './commands/invitations.ts'
import { emailShape, nameShape, passwordShape, sessionShape, signUpInput } from './contract.ts'
import type { Session, Sessions } from './sessions.ts'

/** Names of the cookies a browser's session lives in. */
export const ACCESS_COOKIE = 'suite_access'
export const REFRESH_COOKIE = 'suite_refresh'
const REFRESH_SECONDS = 30 * 86_400

/** The cookies of a session; null ends it in the browser. */
export const sessionCookies = (session: Session | null): NonNullable<PlainReply<unknown>['cookies']> => ({
  [ACCESS_COOKIE]: session === null ? null : { value: session.accessToken, maxAgeSeconds: 900 },
  [REFRESH_COOKIE]: session === null ? null : { value: session.refreshToken, maxAgeSeconds: REFRESH_SECONDS },
})

const EXAMPLE = {
  accessToken: 'eyJhbGciOiJFZERTQSJ9…',
  expiresAt: '2026-04-20T16:15:00.000Z',
  organizationId: '0197a0c0-0000-7000-8000-000000000001',
  organizations: [
    {
      id: '0197a0c0-0000-7000-8000-000000000001',
      name: 'Evergreen Collective',
      slug: 'evergreen-collective',
      role: 'owner',
    },
  ],
}

const SIGN_UP = {
  name: 'Ada Owner',
  email: 'ada@example.com',
  password: 'correct horse battery',
  organizationName: 'Evergreen Collective',
  storeName: 'Denver',
  licenceNumber: '402R-00123',
  state: 'CO',
  timeZone: 'America/Denver',
  cutOffMinutes: 240,
}

/** Signing up, in, on and out. All of them guarded by the strictest limit. */
export const sessionRoutes = (deps: {
  database: Database
  accounts: Accounts
  sessions: Sessions
}): Route[] => {
  const { database, accounts, sessions } = deps
  const answer = async (session: Session) => ({
    body: {
      accessToken: session.accessToken,
      expiresAt: session.expiresAt.toISOString(),
      organizationId: session.caller.organizationId,
      organizations: (await sessions.memberships(session.caller.userId)).map((m) => ({
        id: m.organizationId,
        name: m.name,
        slug: m.slug,
        role: m.role,
      })),
    },
    cookies: sessionCookies(session),
  })
  const refreshOf = (facts: RequestFacts, given: string | undefined): string => {
    const token = given ?? facts.cookies[REFRESH_COOKIE]
    if (token === undefined) throw new AppError('unauthenticated', 'not_signed_in', 'Sign in to go on.')
    return token
  }
  const post = {
    method: 'POST',
    tag: 'Identity',
    access: 'public',
    limit: 'guard',
    reply: sessionShape,
    example: EXAMPLE,
  } as const
  return [
    plainRoute(
      {
        ...post,
        path: '/auth/sign-up',
        summary: 'Create an organisation, its first store and its owner',
        body: signUpInput,
        bodyExample: SIGN_UP,
        status: 201,
      },
      async ({ body }, facts) => {
        const owner = await accountForSignUp(deps, body)
        await createOrganization(database, {
          name: body.organizationName,
          owner,
          store: {
            name: body.storeName,
            licenceNumber: body.licenceNumber,
            state: body.state,
            timeZone: body.timeZone,
            cutOffMinutes: body.cutOffMinutes,
          },
          ip: facts.ip,
          requestId: facts.requestId,
        })
        return answer(await sessions.open(owner.id, undefined, facts))
      },
    ),
    plainRoute(
      {
        ...post,
        path: '/auth/sign-in',
        summary: 'Sign in with e-mail and password',
        bodyExample: { email: 'ada@example.com', password: 'correct horse battery' },
        body: z.object({
          email: emailShape,
          password: z.string().max(200),
          organizationId: idShape.optional(),
        }),
      },
      async ({ body }, facts) => {
        const account = await accounts.verify(body)
        return answer(await sessions.open(account.id, body.organizationId, facts))
      },
    ),
    plainRoute(
      {
        ...post,
        limit: 'default',
        path: '/auth/refresh',
        summary: 'Swap the refresh token for a fresh session',
        body: z.object({ refreshToken: z.string().max(200).optional() }),
      },
      async ({ body }, facts) => answer(await sessions.refresh(refreshOf(facts, body.refreshToken), facts)),
    ),
    plainRoute(
      {
        ...post,
        limit: 'default',
        path: '/auth/switch',
        summary: 'Go on in another organisation of yours',
        bodyExample: { organizationId: EXAMPLE.organizationId },
        body: z.object({ organizationId: idShape, refreshToken: z.string().max(200).optional() }),
      },
      async ({ body }, facts) =>
        answer(await sessions.refresh(refreshOf(facts, body.refreshToken), facts, body.organizationId)),
    ),
    plainRoute(
      {
        ...post,
        limit: 'default',
        path: '/auth/sign-out',
        summary: 'End this session',
        body: z.object({ refreshToken: z.string().max(200).optional() }),
        reply: emptyShape,
        example: {},
      },
      async ({ body }, facts) => {
        const token = body.refreshToken ?? facts.cookies[REFRESH_COOKIE]
        if (token !== undefined) await sessions.end(token)
        return { body: {}, cookies: sessionCookies(null) }
      },
    ),
    plainRoute(
      {
        ...post,
        path: '/auth/accept-invitation',
        summary: 'Join an organisation by invitation',
        bodyExample: { token: 'the-token-of-the-link', name: 'Ben', password: 'correct horse battery' },
        body: z.object({ token: z.string().min(10).max(200), name: nameShape, password: passwordShape }),
      },
      async ({ body }, facts) => {
        const joined = await acceptInvitation({ database, accounts }, body)
        return answer(await sessions.open(joined.userId, joined.organizationId, facts))
      },
    ),
  ]
}

/** A sign-up broken off between account and organisation can be taken up again with the same password. */
const accountForSignUp = async (
  deps: { accounts: Accounts; sessions: Sessions },
  input: { name: string; email: string; password: string },
) => {
  try {
    return await deps.accounts.create(input)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'email_taken') throw error
    const account = await deps.accounts.verify(input).catch(() => null)
    if (account === null || (await deps.sessions.memberships(account.id)).length > 0) throw error
    return account
  }
}
