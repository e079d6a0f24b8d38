import type { FastifyRequest } from 'fastify'

/** The access token of a request, from its header or our pages' cookie. */
export const tokenOf = (request: FastifyRequest, accessCookie: string): string | undefined =>
  bearerOf(request) ?? request.cookies[accessCookie]

/** The token of the Authorization header. */
export const bearerOf = (request: FastifyRequest): string | undefined => {
  const header = request.headers.authorization
  return header?.startsWith('Bearer ') === true ? header.slice(7) : undefined
}
