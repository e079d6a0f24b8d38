import type { SimReply } from '@suite/simulator'
import { itemInPackage } from './blank-item.ts'
import type { PackageRow } from './blank-package.ts'
import { packageByTag } from './build.ts'
import { ok, refuse, stamp, unauthorized, type FacilityCall, type Route } from './http.ts'
import { bareList, envelope, listing, sent, type ListOf } from './lists.ts'
import { packageTypes } from './reference-data.ts'
import { packageWrites } from './package-writes.ts'
import type { Version } from './shelf.ts'

const VIEW = ['View Packages']

const render = (row: PackageRow, modified: string): unknown => ({
  ...sent(row),
  Item: itemInPackage(row.Item),
  IsOnHoldCombined: row.IsOnHold || row.IsOnInvestigationHold,
  IsOnRecallCombined: row.IsOnRecall === true || row.IsOnInvestigationRecall,
  LastModified: modified,
})

type Keep = ListOf<PackageRow>['keep']
const list = (name: string, keep: Keep): Route => ({
  method: 'GET',
  path: `/packages/v2/${name}`,
  permissions: VIEW,
  licensed: true,
  answer: listing({
    name,
    recent: true,
    shelf: ({ state }) => state.packages,
    keep: (row, call, ranged) => row.$licence === call.facility.licence && keep(row, call, ranged),
    render,
  }),
})

const isHeld = (row: PackageRow): boolean => row.IsOnHold || row.IsOnInvestigationHold
const active: Keep = (row, { state }, ranged) =>
  row.$place === 'stock' && (!row.IsFinished || (ranged && state.settings.activeListsFinished))

/** By id or tag. A package of another facility answers 401, one that does not exist 404. */
const byIdOrTag = (call: FacilityCall): Version<PackageRow> => {
  const wanted = call.path['idOrTag'] ?? ''
  const truth = /^\d{1,10}$/.test(wanted)
    ? call.state.packages.get(Number(wanted))
    : packageByTag(call.state, wanted)
  const seen = truth === undefined ? undefined : call.state.packages.seen(truth.Id, call.at)
  if (seen === undefined) return refuse(404, 'No package was found.')
  return seen.row.$licence === call.facility.licence ? seen : unauthorized()
}

const transferred = ({ state, facility, query }: FacilityCall): SimReply => {
  const rows = state.transfers
    .all()
    .filter(({ ShipperFacilityLicenseNumber }) => ShipperFacilityLicenseNumber === facility.licence)
    .flatMap((transfer) => transfer.$deliveries.map((delivery) => ({ transfer, delivery })))
    .flatMap(({ transfer, delivery }) =>
      delivery.$packages.map((each) => ({
        Id: delivery.Id * 1000 + each.PackageId,
        PackageId: each.PackageId,
        RecipientFacilityLicenseNumber: delivery.RecipientFacilityLicenseNumber,
        RecipientFacilityName: delivery.RecipientFacilityName,
        ManifestNumber: transfer.ManifestNumber,
        PackageLabel: each.PackageLabel,
        ProductName: each.ItemName,
        ProductCategoryName: each.ItemCategoryName,
        LabTestingStateName: each.LabTestingState,
        ShippedQuantity: each.ShippedQuantity,
        ShippedUnitOfMeasureAbbreviation: each.ShippedUnitOfMeasureName,
        ReceivedQuantity: each.ReceivedQuantity,
        ShipmentPackageStateName: each.ShipmentPackageState,
        ReceivedDateTime: delivery.ReceivedDateTime,
      })),
    )
  return envelope(query, rows.toReversed())
}

const read = (path: string, permissions: readonly string[], answer: Route['answer']): Route => ({
  method: 'GET',
  path: `/packages/v2/${path}`,
  permissions,
  licensed: true,
  answer,
})

/** All routes of packages, the literal paths before the one that takes any tag. */
export const packageRoutes: readonly Route[] = [
  list('active', active),
  list('onhold', (row) => row.$place === 'stock' && isHeld(row)),
  list('inactive', (row) => row.$place === 'discontinued' || (row.$place === 'stock' && row.IsFinished)),
  list('intransit', (row) => row.$place === 'transit'),
  list('labsamples', (row) => row.IsTestingSample),
  read('transferred', VIEW, transferred),
  { ...read('types', [], () => bareList(packageTypes)), licensed: false },
  read('adjust/reasons', [], ({ state, query }) => envelope(query, state.adjustReasons)),
  read('adjustments', VIEW, (call) => {
    const rows = call.state.adjustments.list(call.facility.licence, call.at, () => true, 'adjustments')
    return envelope(
      call.query,
      rows.map(({ row: { Id: _, ...row } }) => sent(row)),
    )
  }),
  read('{idOrTag}/source/harvests', ['View Package Source Harvests'], (call) => {
    const { row } = byIdOrTag(call)
    const names = row.SourceHarvestNames?.split(',') ?? []
    return bareList(names.map((Name) => ({ Name: Name.trim(), HarvestStartDate: row.PackagedDate })))
  }),
  read('{idOrTag}', VIEW, (call) => {
    const { row, modified } = byIdOrTag(call)
    return ok(render(row, stamp(new Date(modified))))
  }),
  ...packageWrites,
]
