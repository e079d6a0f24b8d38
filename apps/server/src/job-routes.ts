import { z } from 'zod'
import { idShape, instantShape, plainRoute, type Route } from '@suite/http'
import type { Queues } from '@suite/jobs'
import { AppError } from '@suite/kernel'

const ID = '0197a0c0-0000-7000-8000-000000000001'
const letter = z.object({ id: idShape, queue: z.string(), failedAt: instantShape, reason: z.string() })
const LETTER = {
  id: ID,
  queue: 'import.run',
  failedAt: '2026-04-20T16:00:00.000Z',
  reason: 'The file could not be read any more.',
}
const common = { tag: 'Jobs' } as const

/** Background work that failed every retry, and putting it back to work. */
export const jobRoutes = (deps: { queues: Queues }): Route[] => [
  plainRoute(
    {
      ...common,
      method: 'GET',
      path: '/jobs/dead-letters',
      access: 'jobs.read',
      summary: 'Jobs that failed every retry',
      reply: z.object({ items: z.array(letter) }),
      example: { items: [LETTER] },
    },
    async (_input, _facts, caller) => {
      if (caller === null) throw notSignedIn()
      const letters = await deps.queues.deadLetters(200, caller.organizationId)
      return {
        body: {
          items: letters.map(({ id, queue, failedAt, reason }) => ({
            id,
            queue,
            failedAt: failedAt.toISOString(),
            reason,
          })),
        },
      }
    },
  ),
  plainRoute(
    {
      ...common,
      method: 'POST',
      path: '/jobs/dead-letters/retry',
      access: 'jobs.retry',
      limit: 'heavy',
      summary: 'Put failed jobs back to work',
      reply: z.object({ retried: z.int() }),
      example: { retried: 1 },
    },
    async (_input, _facts, caller) => {
      if (caller === null) throw notSignedIn()
      return { body: { retried: await deps.queues.retryDeadLetters(200, caller.organizationId) } }
    },
  ),
]

const notSignedIn = (): AppError => new AppError('unauthenticated', 'not_signed_in', 'Sign in to go on.')
