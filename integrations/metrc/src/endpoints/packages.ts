import { changing, list, one, post, put, remove } from '../endpoint.ts'
import { namedEntry } from '../wire/sales.ts'
import { adjustment, packageRow, reason, sourceHarvest, transferredPackage } from '../wire/packages.ts'
import type { NewPackage, NewPlanting, PackageBodies } from './package-bodies.ts'

const VIEW = 'View Packages'
const INVENTORY = 'Manage Packages Inventory'
const CREATE = 'Create/Submit/Discontinue Packages'

/** Packages: reads, and every change a retailer may record. Permissions are Metrc's own names. */
export const packages = {
  active: changing('/packages/v2/active', packageRow, VIEW),
  onHold: changing('/packages/v2/onhold', packageRow, VIEW),
  inactive: changing('/packages/v2/inactive', packageRow, VIEW),
  inTransit: changing('/packages/v2/intransit', packageRow, VIEW),
  labSamples: changing('/packages/v2/labsamples', packageRow, VIEW),
  transferred: changing('/packages/v2/transferred', transferredPackage, VIEW),
  /** By Metrc's id or by the tag. */
  one: one('/packages/v2/{idOrTag}', packageRow, { permission: VIEW }),
  sourceHarvests: list('/packages/v2/{id}/source/harvests', sourceHarvest, {
    permission: 'View Package Source Harvests',
  }),
  types: list('/packages/v2/types', namedEntry, { licensed: false }),
  adjustReasons: list('/packages/v2/adjust/reasons', reason),
  adjustments: list('/packages/v2/adjustments', adjustment, { permission: VIEW }),

  create: post<NewPackage>('/packages/v2/', CREATE),
  createTesting: post<NewPackage>('/packages/v2/testing', CREATE),
  createPlantings: post<NewPlanting>('/packages/v2/plantings', INVENTORY),
  /** `Quantity` is the change, not the new quantity. */
  adjust: post<PackageBodies['adjust']>('/packages/v2/adjust', INVENTORY),
  changeItem: put<PackageBodies['item']>('/packages/v2/item', CREATE),
  note: put<PackageBodies['note']>('/packages/v2/note', 'Manage Package Notes'),
  move: put<PackageBodies['location']>('/packages/v2/location', CREATE),
  dates: put<PackageBodies['dates']>('/packages/v2/usebydate', CREATE),
  externalId: put<PackageBodies['externalId']>('/packages/v2/externalid', CREATE),
  requiredLabTests: put<PackageBodies['requiredLabTests']>('/packages/v2/labtests/required', CREATE),
  flagDonation: put<PackageBodies['tag']>('/packages/v2/donation/flag', CREATE),
  unflagDonation: put<PackageBodies['tag']>('/packages/v2/donation/unflag', CREATE),
  flagTradeSample: put<PackageBodies['tag']>('/packages/v2/tradesample/flag', CREATE),
  unflagTradeSample: put<PackageBodies['tag']>('/packages/v2/tradesample/unflag', CREATE),
  flagFinishedGood: put<PackageBodies['tag']>('/packages/v2/finishedgood/flag', CREATE),
  unflagFinishedGood: put<PackageBodies['tag']>('/packages/v2/finishedgood/unflag', CREATE),
  remediate: put<PackageBodies['remediate']>('/packages/v2/remediate', INVENTORY),
  decontaminate: put<PackageBodies['decontaminate']>('/packages/v2/decontaminate', INVENTORY),
  finish: put<PackageBodies['finish']>('/packages/v2/finish', INVENTORY),
  unfinish: put<PackageBodies['tag']>('/packages/v2/unfinish', INVENTORY),
  discontinue: remove('/packages/v2/{id}', CREATE),
}
