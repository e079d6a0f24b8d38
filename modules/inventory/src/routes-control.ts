import type { Route } from '@suite/http'
import { countingRoutes } from './counting/routes.ts'
import { destructionRoutes } from './destroying/routes.ts'
import { footageRoutes } from './footage/routes.ts'
import { holdingRoutes } from './holding/routes.ts'
import type { MeaningOfExpiry } from './ports.ts'
import { recallRoutes } from './recalling/routes.ts'
import { leavingRoutes } from './routes-leaving.ts'
import { snapshotRoutes } from './snapshots/routes.ts'

/** What stock control needs from outside. */
export interface StockControlDeps {
  readonly now?: () => Date
  /** What states make of sales past a date. Without it every meaning is unknown. */
  readonly expiryMeaning?: MeaningOfExpiry
}

const UNKNOWN: MeaningOfExpiry = () => Promise.resolve(null)

/** Counts, holds, recalls, destructions, footage, snapshots, and what leaves sale. */
export const stockControlRoutes = ({
  now = () => new Date(),
  expiryMeaning = UNKNOWN,
}: StockControlDeps = {}): Route[] => [
  ...countingRoutes(now),
  ...holdingRoutes(),
  ...recallRoutes(),
  ...destructionRoutes(),
  ...footageRoutes(now),
  ...snapshotRoutes(),
  ...leavingRoutes({ now, expiryMeaning }),
]
