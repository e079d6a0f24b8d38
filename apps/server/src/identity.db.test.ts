import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import pg from 'pg'
import { callerWith, startTestApp, TEST_PASSWORD, type TestApp, type TestCaller } from './testing/test-app.ts'

let app: TestApp
let green: TestCaller
beforeAll(async () => {
  app = await startTestApp()
  green = await app.signUp('Green Leaf')
})
afterAll(() => app.close())

const cookiesOf = (reply: { cookies: { name: string; value: string }[] }): Record<string, string> =>
  Object.fromEntries(reply.cookies.map((cookie) => [cookie.name, cookie.value]))

describe('signing up', () => {
  it('creates an organisation on a starter trial with its first store and an audit row for each', async () => {
    const me = (await green.ask('GET', '/me')).json()
    expect(me).toMatchObject({
      organization: { name: 'Green Leaf', slug: 'green-leaf', planTier: 'starter', readOnly: false },
      role: 'owner',
      stores: [{ name: 'Main Street', state: 'CO', timeZone: 'America/Denver' }],
    })
    const days = (Date.parse(me.organization.trialEndsAt) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(29.9)
    const events = (await green.ask('GET', '/audit')).json<{
      items: { eventType: string; requestId: string | null }[]
    }>().items
    expect(events.map((event) => event.eventType).sort()).toEqual(['organization.created', 'store.created'])
    expect(events.every((event) => event.requestId !== null)).toBe(true)
  })

  it('gives a second organisation of the same name its own slug', async () => {
    const reply = await app.ask('POST', '/auth/sign-up', {
      name: 'Other',
      email: 'other@example.com',
      password: TEST_PASSWORD,
      organizationName: 'Green Leaf',
      storeName: 'S',
      state: 'CO',
      timeZone: 'America/Denver',
    })
    expect(reply.json().organizations[0].slug).toBe('green-leaf-2')
  })

  it('names every field that is wrong', async () => {
    const reply = await app.ask('POST', '/auth/sign-up', {
      name: '',
      email: 'x',
      password: 'short',
      organizationName: 'A',
      storeName: 'B',
      state: 'Colorado',
      timeZone: 'America/Denver',
    })
    expect(reply.statusCode).toBe(422)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(
      reply
        .json()
        .errors.map((e: { path: string }) => e.path)
        .sort(),
    ).toEqual(['email', 'name', 'password', 'state'])
  })

  it('refuses a taken e-mail and a time zone that does not exist, creating nothing', async () => {
    const base = {
      name: 'N',
      password: TEST_PASSWORD,
      organizationName: 'Nowhere',
      storeName: 'B',
      state: 'CO',
    }
    const taken = await app.ask('POST', '/auth/sign-up', {
      ...base,
      email: green.email,
      timeZone: 'America/Denver',
    })
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'email_taken'])
    const lost = await app.ask('POST', '/auth/sign-up', {
      ...base,
      email: 'lost@example.com',
      timeZone: 'Mars/Olympus',
    })
    expect([lost.statusCode, lost.json().code]).toEqual([422, 'bad_time_zone'])
    // the broken-off sign-up is taken up again with the same password
    const again = await app.ask('POST', '/auth/sign-up', {
      ...base,
      email: 'lost@example.com',
      timeZone: 'America/Denver',
    })
    expect([again.statusCode, again.json().organizations[0].slug]).toEqual([201, 'nowhere'])
  })
})

describe('signing in', () => {
  it('answers an unknown e-mail and a wrong password alike', async () => {
    const wrong = await app.ask('POST', '/auth/sign-in', { email: green.email, password: 'not the password' })
    const unknown = await app.ask('POST', '/auth/sign-in', {
      email: 'nobody@example.com',
      password: 'not the password',
    })
    expect([wrong.statusCode, wrong.json().detail]).toEqual([401, unknown.json().detail])
  })

  it('rotates refresh tokens, forgives parallel tabs, and ends the session on reuse', async () => {
    const first = cookiesOf(
      await app.ask('POST', '/auth/sign-in', { email: green.email, password: TEST_PASSWORD }),
    )
    const refresh = (token: string | undefined) => app.ask('POST', '/auth/refresh', { refreshToken: token })
    const second = cookiesOf(await refresh(first['suite_refresh']))
    expect(second['suite_refresh']).not.toBe(first['suite_refresh'])
    const sibling = await refresh(first['suite_refresh'])
    expect(sibling.statusCode).toBe(200)
    const accounts = app.program.services.accounts.pool
    await accounts.query(
      `update refresh_tokens set rotated_at = now() - interval '31 seconds' where rotated_at is not null`,
    )
    expect((await refresh(first['suite_refresh'])).json().code).toBe('session_ended')
    expect((await refresh(second['suite_refresh'])).json().code).toBe('session_ended')
  })

  it('ends with signing out', async () => {
    const session = cookiesOf(
      await app.ask('POST', '/auth/sign-in', { email: green.email, password: TEST_PASSWORD }),
    )
    await app.ask('POST', '/auth/sign-out', { refreshToken: session['suite_refresh'] })
    expect(
      (await app.ask('POST', '/auth/refresh', { refreshToken: session['suite_refresh'] })).statusCode,
    ).toBe(401)
  })

  it('refuses a token that was altered or signed elsewhere', async () => {
    const [head, body, signature] = green.accessToken.split('.')
    const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) as Record<string, unknown>
    const forged = Buffer.from(
      JSON.stringify({ ...claims, role: 'owner', org: '0197a0c0-0000-7000-8000-00000000000a' }),
    ).toString('base64url')
    expect((await callerWith(app.ask, `${head}.${forged}.${signature}`)('GET', '/me')).statusCode).toBe(401)
  })

  it('is limited by address and e-mail', async () => {
    const strict = await startTestApp({ RATE_LIMIT_SCALE: '0.3' })
    try {
      const tries: number[] = []
      for (let n = 0; n < 5; n++)
        tries.push(
          (await strict.ask('POST', '/auth/sign-in', { email: 'a@example.com', password: 'x' })).statusCode,
        )
      expect(tries).toEqual([401, 401, 401, 429, 429])
      expect(
        (await strict.ask('POST', '/auth/sign-in', { email: 'b@example.com', password: 'x' })).statusCode,
      ).toBe(401)
    } finally {
      await strict.close()
    }
  })
})

describe('a browser session', () => {
  it('is not obeyed when another site sends the request', async () => {
    const cookie = `suite_access=${green.accessToken}`
    const foreign = await app.ask(
      'PATCH',
      '/organization',
      { name: 'Stolen' },
      { cookie, origin: 'https://evil.example' },
    )
    expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'foreign_origin'])
    const own = await app.ask(
      'PATCH',
      '/organization',
      { name: 'Green Leaf' },
      { cookie, origin: 'http://localhost:3000', host: 'localhost:3000' },
    )
    expect(own.statusCode).toBe(200)
  })
})

describe('people', () => {
  it('join by an invitation that works once, with the role given', async () => {
    const { link, id } = (
      await green.ask('POST', '/invitations', { email: 'ben@example.com', role: 'buyer' })
    ).json()
    expect((await green.ask('GET', '/invitations')).json().items.map((i: { id: string }) => i.id)).toContain(
      id,
    )
    const token = new URL(link, 'http://localhost').searchParams.get('token')
    const joined = await app.ask('POST', '/auth/accept-invitation', {
      token,
      name: 'Ben',
      password: TEST_PASSWORD,
    })
    expect(joined.json().organizations).toMatchObject([{ name: 'Green Leaf', role: 'buyer' }])
    expect(
      (
        await app.ask('POST', '/auth/accept-invitation', { token, name: 'Eve', password: TEST_PASSWORD })
      ).json().code,
    ).toBe('invitation_over')
    const ben = callerWith(app.ask, joined.json().accessToken)
    const refused = await ben('POST', '/invitations', { email: 'x@example.com', role: 'owner' })
    expect([refused.statusCode, refused.json().detail]).toEqual([403, expect.stringContaining('buyer')])
  })

  it('cannot leave the organisation without an owner', async () => {
    const people = (await green.ask('GET', '/people')).json<{
      items: { membershipId: string; role: string }[]
    }>().items
    const owner = people.find((person) => person.role === 'owner')
    const reply = await green.ask('PATCH', `/people/${owner?.membershipId}`, { role: 'viewer' })
    expect([reply.statusCode, reply.json().code]).toEqual([409, 'last_owner'])
  })

  it('lose access with the next refresh once they are switched off', async () => {
    const signIn = await app.ask('POST', '/auth/sign-in', {
      email: 'ben@example.com',
      password: TEST_PASSWORD,
    })
    const people = (await green.ask('GET', '/people')).json<{
      items: { membershipId: string; email: string }[]
    }>().items
    const ben = people.find((person) => person.email === 'ben@example.com')
    expect((await green.ask('PATCH', `/people/${ben?.membershipId}`, { active: false })).statusCode).toBe(200)
    const refreshed = await app.ask('POST', '/auth/refresh', {
      refreshToken: cookiesOf(signIn)['suite_refresh'],
    })
    expect(refreshed.json().code).toBe('no_membership')
  })
})

describe('after the trial', () => {
  it('everything can be read and nothing changed', async () => {
    const late = await app.signUp('Late Bloom')
    const admin = new pg.Client({
      connectionString: app.program.services.database.pool.options.connectionString,
    })
    await admin.connect()
    await admin.query(`select set_config('app.current_org_id', $1, false)`, [late.organizationId])
    await admin.query(`update app.organizations set trial_ends_at = now() - interval '1 day'`)
    await admin.end()
    const signIn = await app.ask('POST', '/auth/sign-in', { email: late.email, password: TEST_PASSWORD })
    const ask = callerWith(app.ask, signIn.json().accessToken)
    expect((await ask('GET', '/stores')).statusCode).toBe(200)
    expect((await ask('PATCH', '/organization', { name: 'X' })).json().code).toBe('trial_ended')
  })
})

describe('an idempotency key', () => {
  it('makes a repeated POST answer as before and change nothing', async () => {
    const body = { name: 'Second Store', licenceNumber: 'L-2', state: 'CO', timeZone: 'America/Denver' }
    const headers = { 'idempotency-key': 'open-second-store' }
    const first = await green.ask('POST', '/stores', body, headers)
    const second = await green.ask('POST', '/stores', body, headers)
    expect([second.statusCode, second.json()]).toEqual([201, first.json()])
    const other = await green.ask('POST', '/stores', { ...body, name: 'Third' }, headers)
    expect(other.json().code).toBe('idempotency_key_reused')
  })
})
