import type { FastifyRequest } from 'fastify'
import type { LimitName, RouteSpec } from './route.ts'

/** Requests a minute. `guard` protects sign-in, `heavy` long work, `upload` files. */
const PER_MINUTE: Readonly<Record<LimitName, number>> = { default: 600, guard: 10, upload: 30, heavy: 60 }

/** Counts by person when signed in, else by address; sign-in also by the e-mail tried, so one address cannot shield another. */
const keyOf =
  (guard: boolean) =>
  (request: FastifyRequest): string => {
    if (!guard) return request.caller === null ? `ip:${request.ip}` : `user:${request.caller.userId}`
    const email = (request.body as { email?: unknown } | null)?.email
    return `guard:${request.ip}:${typeof email === 'string' ? email.toLowerCase() : ''}`
  }

/** The limit of a route, as the rate-limit plugin takes it. Guard limits fail closed, the rest open. */
export const limitOf = (spec: RouteSpec, scale: number) => {
  const name = spec.limit ?? 'default'
  return {
    max: Math.ceil(PER_MINUTE[name] * scale),
    timeWindow: 60_000,
    keyGenerator: keyOf(name === 'guard'),
    skipOnError: name !== 'guard',
  }
}
