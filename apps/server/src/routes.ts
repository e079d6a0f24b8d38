import { alertsRoutes } from '@suite/alerts'
import { auditRoutes } from '@suite/audit'
import { catalogRoutes } from '@suite/catalog'
import { openApiDocument, type Route } from '@suite/http'
import { organizationRoutes, sessionRoutes } from '@suite/identity'
import { forecastingRoutes } from '@suite/forecasting'
import { purchasingRoutes } from '@suite/purchasing'
import { inventoryRoutes } from '@suite/inventory'
import { salesRoutes } from '@suite/sales'
import { syncRoutes } from '@suite/sync'
import { jobRoutes } from './job-routes.ts'
import type { Services } from './services.ts'

/** Every route of the product. Pure wiring: the same list serves requests, the OpenAPI document and the guard tests. */
export const allRoutes = (services: Services): Route[] => [
  ...sessionRoutes(services),
  ...organizationRoutes(services),
  ...auditRoutes(),
  ...catalogRoutes(),
  ...inventoryRoutes(services),
  ...salesRoutes(services),
  ...syncRoutes(services),
  ...forecastingRoutes(),
  ...purchasingRoutes(services),
  ...alertsRoutes(),
  ...jobRoutes(services),
]

/** The OpenAPI 3.1 document of the API. */
export const apiDocument = (routes: readonly Route[]): object =>
  openApiDocument(routes, {
    title: 'Cannabis Operations Suite',
    version: '1.0.0',
    description:
      'Amounts ending in `Minor` are integer minor units (cents). Quantities and unit prices are decimal strings. Days are `YYYY-MM-DD` in the store’s time zone, instants are UTC. Errors are problem+json with the request id.',
  })
