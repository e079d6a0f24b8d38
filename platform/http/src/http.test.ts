import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError, invalid } from '@suite/kernel'
import { checkRoutes, problemsOf } from './guard.ts'
import { openApiDocument } from './openapi.ts'
import { decodeCursor, encodeCursor, toPage } from './paging.ts'
import { toProblem } from './problem.ts'
import { plainRoute, readRoute, writeRoute } from './route.ts'
import { idParams } from './shapes.ts'

const shape = z.object({ name: z.string() })
const base = {
  path: '/things/:id',
  tag: 'T',
  access: 'things.read',
  summary: 'One thing',
  params: idParams,
  reply: shape,
  example: { name: 'a' },
} as const
const read = (change: Partial<typeof base> | object) =>
  readRoute({ ...base, method: 'GET', ...change } as never, () => Promise.resolve({ name: 'a' }))

describe('the route guard', () => {
  const known = ['things.read']

  it('passes a route that says everything', () => {
    expect(problemsOf(read({}), known)).toEqual([])
  })

  it('denies by default: no known permission, no start', () => {
    expect(() => checkRoutes([read({ access: 'everybody' })], known)).toThrow('access "everybody" is not')
  })

  it.each([
    [read({ params: undefined }), 'path parameters without a shape'],
    [read({ example: { name: 5 } }), 'example is not a valid reply'],
    [read({ access: 'public' }), 'public route cannot have a tenant'],
    [read({ method: 'POST' }), 'a read is a GET'],
    [
      writeRoute({ ...base, method: 'GET' } as never, () => Promise.resolve({ name: 'a' })),
      'a GET must not write',
    ],
    [read({ summary: 'x' }), 'has no summary'],
  ])('explains what is wrong (%#)', (route, words) => {
    expect(problemsOf(route, known).join('\n')).toContain(words)
  })

  it('refuses two routes for one address, whatever the parameter is called', () => {
    const other = read({ path: '/things/:thingId', params: z.object({ thingId: z.string() }) })
    expect(() => checkRoutes([read({}), other], known)).toThrow('declared twice')
  })
})

describe('problems', () => {
  it('tell a person what to mend, with the request id', () => {
    const error = invalid('bad', 'Two fields are wrong.', [{ path: 'email', message: 'not an e-mail' }])
    expect(toProblem(error, 'r-1')).toMatchObject({
      status: 422,
      code: 'bad',
      requestId: 'r-1',
      errors: [{ path: 'email' }],
    })
  })

  it('never show a defect', () => {
    const problem = toProblem(new Error('password=hunter2 at line 3'), 'r-2')
    expect(JSON.stringify(problem)).not.toContain('hunter2')
    expect(problem).toMatchObject({ status: 500, code: 'internal' })
  })

  it.each([
    ['not_found', 404],
    ['forbidden', 403],
    ['conflict', 409],
    ['unauthenticated', 401],
    ['too_many_requests', 429],
    ['unavailable', 503],
  ] as const)('%s is %i', (kind, status) => {
    expect(toProblem(new AppError(kind, 'x', 'y'), 'r').status).toBe(status)
  })
})

describe('cursors', () => {
  it('give back the key they were made of', () => {
    const part = fc.oneof(fc.string(), fc.integer(), fc.constant(null))
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (key) => {
        expect(decodeCursor(encodeCursor(key), key.length)).toEqual(key)
      }),
    )
  })

  it('refuse anything else with a clear message', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          return Array.isArray(decodeCursor(text, 2))
        } catch (error) {
          return error instanceof AppError && error.code === 'bad_cursor'
        }
      }),
    )
  })

  it('page through everything exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 }), (count, limit) => {
        const all = Array.from({ length: count }, (_, n) => n)
        const seen: number[] = []
        for (let from = -1, more = true; more;) {
          const page = toPage(all.filter((n) => n > from).slice(0, limit + 1), limit, (n) => [n])
          seen.push(...page.items)
          more = page.nextCursor !== null
          if (page.nextCursor !== null) from = Number(decodeCursor(page.nextCursor, 1)[0])
        }
        expect(seen).toEqual(all)
      }),
    )
  })
})

describe('the OpenAPI document', () => {
  const signIn = plainRoute(
    {
      method: 'POST',
      path: '/auth/in',
      tag: 'A',
      access: 'public',
      summary: 'Sign in',
      body: shape,
      reply: shape,
      example: { name: 'b' },
    },
    () => Promise.resolve({ body: { name: 'b' } }),
  )
  const document = openApiDocument([read({}), signIn], { title: 'T', version: '1', description: 'D' }) as {
    paths: Record<string, Record<string, Record<string, unknown>>>
  }

  it('names parameters, permission and example', () => {
    const get = document.paths['/api/v1/things/{id}']?.['get']
    expect(get).toMatchObject({
      'x-permission': 'things.read',
      parameters: [{ name: 'id', in: 'path', required: true }],
    })
    expect(JSON.stringify(get?.['responses'])).toContain('"example":{"name":"a"}')
  })

  it('marks public routes as needing no token', () => {
    expect(document.paths['/api/v1/auth/in']?.['post']).toMatchObject({ security: [] })
  })
})
