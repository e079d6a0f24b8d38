import { auditRoutes } from '@suite/audit'
import { openApiDocument, type Route } from '@suite/http'
import { organizationRoutes, sessionRoutes } from '@suite/identity'
import type { Services } from './services.ts'

/** Every route of the product. Pure wiring: the same list serves requests, the OpenAPI document and the guard tests. */
export const allRoutes = (services: Services): Route[] => [
  ...sessionRoutes(services),
  ...organizationRoutes(services),
  ...auditRoutes(),
]

/** The OpenAPI 3.1 document of the API. */
export const apiDocument = (routes: readonly Route[]): object =>
  openApiDocument(routes, {
    title: 'Cannabis Operations Suite',
    version: '1.0.0',
    description:
      'Amounts ending in `Minor` are integer minor units (cents). Quantities and unit prices are decimal strings. Days are `YYYY-MM-DD` in the store’s time zone, instants are UTC. Errors are problem+json with the request id.',
  })
