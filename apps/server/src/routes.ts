import { alertStreamRoutes, alertsRoutes } from '@suite/alerts'
import { auditRoutes } from '@suite/audit'
import { catalogRoutes, mergeRoutes } from '@suite/catalog'
import {
  correctionRoutes,
  credentialRoutes,
  deadlineRoutes,
  disagreementsFollowMerge,
  discrepancyRoutes,
  expiryMeaning,
  inspectionRoutes,
  limitRoutes,
  receiptRoutes,
  replayRoutes,
  ruleRoutes,
  transferRoutes,
} from '@suite/compliance'
import { openApiDocument, withExports, type Route } from '@suite/http'
import { invalid, isAppError, notFound } from '@suite/kernel'
import { organizationRoutes, sessionRoutes } from '@suite/identity'
import { forecastingRoutes } from '@suite/forecasting'
import { ordersFollowMerge, plansIf, purchasingRoutes, receiveDelivery } from '@suite/purchasing'
import { inventoryRoutes, stockControlRoutes, stockFollowsMerge } from '@suite/inventory'
import { salesFollowMerge, salesRoutes } from '@suite/sales'
import {
  connectionRoutes,
  stateWriter,
  storeSources,
  syncRoutes,
  tillNumbersFollowMerge,
  webhookRoutes,
} from '@suite/sync'
import { jobRoutes } from './job-routes.ts'
import { listExports } from './list-exports.ts'
import type { Services } from './services.ts'

/** Whose rows follow when two products become one: what is sold first, then what is in stock, then what is on its way. */
export const MERGE_FOLLOWERS = [
  salesFollowMerge,
  stockFollowsMerge,
  ordersFollowMerge,
  tillNumbersFollowMerge,
  disagreementsFollowMerge,
]

/** Every route of the product. Pure wiring: the same list serves requests, the OpenAPI document and the guard tests. */
export const allRoutes = (services: Services): Route[] =>
  withExports(moduleRoutes(services), listExports(services))

const moduleRoutes = (services: Services): Route[] => [
  ...sessionRoutes(services),
  ...organizationRoutes(services),
  ...auditRoutes(),
  ...catalogRoutes(),
  ...mergeRoutes({ followers: MERGE_FOLLOWERS }),
  ...inventoryRoutes(),
  ...stockControlRoutes({ expiryMeaning }),
  ...salesRoutes(),
  ...ruleRoutes(),
  ...limitRoutes(),
  ...deadlineRoutes(),
  ...credentialRoutes(),
  ...inspectionRoutes(services),
  ...receiptRoutes({ ...services, writer: stateWriter(services), stepUp: stepUpWith(services) }),
  ...transferRoutes({ sourcesOf: storeSources, takeIn: receiveDelivery }),
  ...replayRoutes(),
  ...discrepancyRoutes(),
  ...correctionRoutes({ ...services, writer: stateWriter(services), stepUp: stepUpWith(services) }),
  ...syncRoutes(services),
  ...connectionRoutes({ ...services, stepUp: stepUpWith(services) }),
  ...webhookRoutes(services),
  ...forecastingRoutes({ plansIf }),
  ...purchasingRoutes(services),
  ...alertsRoutes(),
  ...alertStreamRoutes(),
  ...jobRoutes(services),
]

/** The password once more before a sensitive act; the same refusal for a wrong one as at sign-in. */
const stepUpWith =
  ({ accounts }: Services) =>
  async (userId: string, password: string): Promise<void> => {
    const account = await accounts.find(userId)
    if (account === null) throw notFound('person')
    await accounts.verify({ email: account.email, password }).catch((error: unknown) => {
      // not "unauthenticated": the session is sound, only this act is refused
      throw isAppError(error)
        ? invalid('wrong_password', 'The password is not right. Enter your own password again.', [
            { path: 'password', message: 'is not right' },
          ])
        : error
    })
  }

/** The OpenAPI 3.1 document of the API. */
export const apiDocument = (routes: readonly Route[]): object =>
  openApiDocument(routes, {
    title: 'Cannabis Operations Suite',
    version: '1.0.0',
    description:
      'Amounts ending in `Minor` are integer minor units (cents). Quantities and unit prices are decimal strings. Days are `YYYY-MM-DD` in the store’s time zone, instants are UTC. Errors are problem+json with the request id.',
  })
