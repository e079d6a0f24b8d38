import type { Database } from '@suite/db'
import type { Route } from '@suite/http'
import { expiryRoutes } from './expiry/routes.ts'
import { invoiceRoutes } from './invoicing/routes.ts'
import type { CsvWriter } from './ports.ts'
import { orderRoutes } from './routes-orders.ts'
import { planningRoutes } from './routes-planning.ts'
import { scorecardRoutes } from './scorecards/routes.ts'

/** What purchasing's routes need from outside. */
export interface PurchasingRouteDeps {
  readonly database: Database
  readonly csv: CsvWriter
  readonly now?: () => Date
}

/** The product list, the reorder list, purchase orders, vendors' invoices and scorecards, and planning settings. */
export const purchasingRoutes = (deps: PurchasingRouteDeps): Route[] => [
  ...planningRoutes(deps),
  ...orderRoutes(deps),
  ...invoiceRoutes(deps.now ?? (() => new Date())),
  ...scorecardRoutes(deps.now ?? (() => new Date())),
  ...expiryRoutes(deps.now ?? (() => new Date())),
]
