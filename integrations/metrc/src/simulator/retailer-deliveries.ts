import { Decimal } from '@suite/kernel'
import {
  blankRetailerDelivery,
  type DestinationRow,
  type LoadedRow,
  type RetailerDeliveryRow,
} from './blank-sale.ts'
import { textsOf } from './deliveries.ts'
import {
  changes,
  creates,
  localTimeOf,
  numberOf,
  ok,
  refuse,
  rowFault,
  rowsOf,
  stamp,
  textOf,
  textOrNull,
  unauthorized,
  type FacilityCall,
  type Route,
} from './http.ts'
import { listing, sent } from './lists.ts'
import { customerOf, putBack, sellLines } from './sold.ts'
import { inUnitOf, movable } from './stock.ts'

const VIEW = ['View Retailer Delivery', 'Manage Retailer Delivery']
const MANAGE = ['Manage Retailer Delivery']
type Body = Readonly<Record<string, unknown>>

const route = (
  method: string,
  path: string,
  permissions: readonly string[],
  answer: Route['answer'],
): Route => ({
  method,
  path: `/sales/v2/deliveries/retailer${path}`,
  permissions,
  licensed: true,
  flag: 'RetailerDelivery',
  answer,
})

const isOver = (row: RetailerDeliveryRow): boolean =>
  row.VoidedDate !== null || row.CompletedDateTime !== null

const list = (name: string, over: boolean): Route =>
  route(
    'GET',
    `/${name}`,
    VIEW,
    listing({
      name,
      recent: true,
      shelf: ({ state }) => state.retailerDeliveries,
      keep: (row) => isOver(row) === over,
      render: (row, LastModified) => ({ ...sent(row), Destinations: [], Packages: [], LastModified }),
    }),
  )

const byId = (call: FacilityCall) => {
  const seen = call.state.retailerDeliveries.seen(Number(call.path['id']), call.at)
  if (seen === undefined) return refuse(404, 'No delivery was found.')
  return seen.row.$licence === call.facility.licence ? seen : unauthorized()
}

const own = (call: FacilityCall, id: number): RetailerDeliveryRow => {
  const row = call.state.retailerDeliveries.get(id)
  if (row === undefined || row.$licence !== call.facility.licence)
    return rowFault('The delivery was not found.')
  return isOver(row) ? rowFault('The delivery is already closed.') : row
}

const change = (call: FacilityCall, id: number, fields: Partial<RetailerDeliveryRow>): void => {
  call.state.retailerDeliveries.change(id, call.at, (before) => withTotals({ ...before, ...fields }))
}

const withTotals = (row: RetailerDeliveryRow): RetailerDeliveryRow => {
  const sold = row.Destinations.flatMap(({ Transactions }) => Transactions)
  const sum = (amounts: readonly number[]): number =>
    amounts.reduce((total, amount) => total.plus(amount), new Decimal(0)).toNumber()
  return {
    ...row,
    TotalPackages: row.Packages.length,
    TotalPrice: sum(row.Packages.map(({ TotalPrice }) => TotalPrice)),
    TotalPriceSold: sum(sold.map(({ TotalPrice }) => TotalPrice)),
  }
}

const load = (call: FacilityCall, body: Body): LoadedRow => {
  const { state, facility, at } = call
  const row = movable(state, facility.licence, textOf(body, 'PackageLabel'))
  const loaded = {
    PackageLabel: row.Label,
    Quantity: numberOf(body, 'Quantity'),
    UnitOfMeasure: textOf(body, 'UnitOfMeasure'),
    TotalPrice: numberOf(body, 'TotalPrice'),
  }
  if (inUnitOf(row, loaded.Quantity, loaded.UnitOfMeasure) > row.Quantity)
    return rowFault(`Package "${row.Label}" does not hold that much.`)
  state.packages.change(row.Id, at, (before) => ({ ...before, IsOnRetailerDelivery: true }))
  return loaded
}

/** Sells at a destination: from the vehicle, so out of the packages. */
const destination = (call: FacilityCall, body: Body): DestinationRow => ({
  SalesCustomerType: customerOf(call, body).SalesCustomerType,
  RecipientName: textOrNull(body, 'RecipientName'),
  EstimatedArrivalDateTime: localTimeOf(body, 'EstimatedArrivalDateTime'),
  Transactions: sellLines(call, body),
})

const fieldsOf = (call: FacilityCall, body: Body): Partial<RetailerDeliveryRow> => ({
  ...textsOf(body, ['DriverEmployeeId', 'DriverName', 'DriversLicenseNumber', 'VehicleMake', 'VehicleModel']),
  DateTime: localTimeOf(body, 'DateTime'),
  EstimatedDepartureDateTime: localTimeOf(body, 'EstimatedDepartureDateTime'),
  Packages: rowsOf(body, 'Packages').map((each) => load(call, each)),
  Destinations: rowsOf(body, 'Destinations').map((each) => destination(call, each)),
})

const create = (call: FacilityCall, body: Body): number => {
  const row = withTotals({
    ...blankRetailerDelivery(call.state.nextId(), call.facility.licence),
    ...fieldsOf(call, body),
    RetailerDeliveryState: 'Open',
    RecordedDateTime: stamp(call.at),
    RecordedByUserName: call.user.name,
  })
  return call.state.retailerDeliveries.add(row, [call.facility.licence], call.at).Id
}

const unload = (call: FacilityCall, row: RetailerDeliveryRow): void => {
  for (const { PackageLabel } of row.Packages) {
    const id = call.state.tagIds.get(PackageLabel) ?? -1
    call.state.packages.change(id, call.at, (before) => ({ ...before, IsOnRetailerDelivery: false }))
  }
}

const soldBack = (call: FacilityCall, row: RetailerDeliveryRow): void => {
  for (const { Transactions } of row.Destinations) putBack(call.state, Transactions, call.at)
  unload(call, row)
}

const update = (call: FacilityCall, body: Body): void => {
  const row = own(call, numberOf(body, 'Id'))
  if (row.ActualDepartureDateTime !== null) rowFault('The delivery has departed.')
  soldBack(call, row)
  change(call, row.Id, fieldsOf(call, body))
}

const restock = (call: FacilityCall, body: Body): number => {
  const row = own(call, numberOf(body, 'RetailerDeliveryId'))
  const packages = rowsOf(body, 'Packages')
  const gone = packages.filter((each) => each['RemoveCurrentPackage'] === true)
  const labels = new Set(gone.map((each) => textOf(each, 'PackageLabel').toUpperCase()))
  const added = packages
    .filter((each) => each['RemoveCurrentPackage'] !== true)
    .map((each) => load(call, each))
  const kept = row.Packages.filter(({ PackageLabel }) => !labels.has(PackageLabel))
  unload(call, { ...row, Packages: row.Packages.filter((each) => !kept.includes(each)) })
  change(call, row.Id, { Packages: [...kept, ...added], RestockDateTime: localTimeOf(body, 'DateTime') })
  return row.Id
}

const sale = (call: FacilityCall, body: Body): number => {
  const row = own(call, numberOf(body, 'RetailerDeliveryId'))
  change(call, row.Id, { Destinations: [...row.Destinations, destination(call, body)] })
  return row.Id
}

const end = (call: FacilityCall, body: Body): number => {
  const row = own(call, numberOf(body, 'RetailerDeliveryId'))
  localTimeOf(body, 'ActualArrivalDateTime')
  unload(call, row)
  change(call, row.Id, { CompletedDateTime: stamp(call.at), RetailerDeliveryState: 'Completed' })
  return row.Id
}

const depart = (call: FacilityCall, body: Body): void => {
  const row = own(call, numberOf(body, 'RetailerDeliveryId'))
  change(call, row.Id, {
    ActualDepartureDateTime: stamp(call.at).slice(0, 23),
    RetailerDeliveryState: 'InTransit',
    AllowFullEdit: false,
  })
}

export const retailerDeliveryRoutes: readonly Route[] = [
  list('active', false),
  list('inactive', true),
  route('GET', '/{id}', VIEW, (call) => {
    const { row, modified } = byId(call)
    const Destinations = row.Destinations.map((each) => ({
      ...each,
      Transactions: each.Transactions.map(sent),
    }))
    return ok({ ...sent(row), Destinations, LastModified: stamp(new Date(modified)) })
  }),
  route('POST', '', MANAGE, creates(create)),
  route('PUT', '', MANAGE, changes(update)),
  route('POST', '/depart', MANAGE, changes(depart)),
  route('POST', '/restock', MANAGE, creates(restock)),
  route('POST', '/sale', MANAGE, creates(sale)),
  route('POST', '/end', MANAGE, creates(end)),
  route('DELETE', '/{id}', MANAGE, (call) => {
    const { row } = byId(call)
    if (isOver(row)) return refuse(400, 'The delivery is already closed.')
    soldBack(call, row)
    change(call, row.Id, { VoidedDate: call.at.toISOString().slice(0, 10) })
    return ok()
  }),
]
