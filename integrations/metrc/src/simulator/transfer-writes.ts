import type { DeliveryPackageRow, DeliveryRow, TransferRow } from './blank-transfer.ts'
import { packageByTag, takeTag } from './build.ts'
import { deliveryPackageOf } from './operator.ts'
import {
  changes,
  creates,
  dayOf,
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
import { transferTypes, unitNamed } from './reference-data.ts'

const MANAGE = ['Manage Transfers']
const TEMPLATES = ['Manage Transfer Templates']
const HUB = ['Manage Transfer Hub']
type Body = Readonly<Record<string, unknown>>

const route = (
  method: string,
  path: string,
  permissions: readonly string[],
  answer: Route['answer'],
): Route => ({
  method,
  path: `/transfers/v2/${path}`,
  permissions,
  licensed: true,
  answer,
})

const driverOf = (body: Body) => ({
  TransporterFacilityLicenseNumber: textOrNull(body, 'TransporterFacilityLicenseNumber'),
  TransporterFacilityName: null,
  DriverName: textOrNull(body, 'DriverName'),
  DriverOccupationalLicenseNumber: textOrNull(body, 'DriverOccupationalLicenseNumber'),
  DriverVehicleLicenseNumber: textOrNull(body, 'DriverLicenseNumber'),
  VehicleMake: textOrNull(body, 'VehicleMake'),
  VehicleModel: textOrNull(body, 'VehicleModel'),
  VehicleLicensePlateNumber: textOrNull(body, 'VehicleLicensePlateNumber'),
})

const deliveryOf = (
  call: FacilityCall,
  body: Body,
  make: (call: FacilityCall, row: Body) => DeliveryPackageRow,
): DeliveryRow => {
  const name = textOf(body, 'TransferTypeName')
  const type = transferTypes.find(({ Name }) => Name.toLowerCase() === name.toLowerCase())
  if (type === undefined) return rowFault(`Transfer Type "${name}" was not found.`)
  const packages = rowsOf(body, 'Packages')
  if (packages.length === 0) return rowFault('A destination needs at least one package.')
  const recipient = textOf(body, 'RecipientLicenseNumber')
  return {
    Id: call.state.nextId(),
    RecipientFacilityLicenseNumber: recipient,
    RecipientFacilityName: call.state.facilities.get(recipient)?.name ?? recipient,
    ShipmentTypeName: type.Name,
    ShipmentTransactionType: type.TransactionType === 'Wholesale' ? 'Wholesale' : 'Standard',
    InvoiceNumber: textOrNull(body, 'InvoiceNumber'),
    EstimatedDepartureDateTime: localTimeOf(body, 'EstimatedDepartureDateTime'),
    ActualDepartureDateTime: null,
    EstimatedArrivalDateTime: localTimeOf(body, 'EstimatedArrivalDateTime'),
    ActualArrivalDateTime: null,
    PlannedRoute: textOf(body, 'PlannedRoute'),
    ReceivedDateTime: null,
    $packages: packages.map((each) => make(call, each)),
  }
}

const deliveriesOf = (
  call: FacilityCall,
  body: Body,
  make: (call: FacilityCall, row: Body) => DeliveryPackageRow,
): DeliveryRow[] => {
  const destinations = rowsOf(body, 'Destinations')
  if (destinations.length === 0) return rowFault('At least one destination is required.')
  return destinations.map((each) => deliveryOf(call, each, make))
}

const packageOfTemplate = ({ state, facility }: FacilityCall, body: Body): DeliveryPackageRow => {
  const row = packageByTag(state, textOf(body, 'PackageLabel'))
  if (row === undefined || row.$licence !== facility.licence) return rowFault('The package was not found.')
  if (row.LabTestingState === 'NotSubmitted')
    return rowFault('Package is marked as NotSubmitted and cannot be transferred.')
  const price = body['WholesalePrice']
  return deliveryPackageOf(row, typeof price === 'number' ? price : null)
}

/** Goods from outside the system have no tag yet: they take the recipient's next one. */
const packageFromOutside = ({ state, facility }: FacilityCall, body: Body): DeliveryPackageRow => {
  const name = textOf(body, 'ItemName')
  const item = state.items
    .all()
    .find((each) => each.$licence === facility.licence && each.Name.toLowerCase() === name.toLowerCase())
  if (item === undefined) return rowFault(`Item "${name}" was not found.`)
  const unit = unitNamed(textOf(body, 'UnitOfMeasureName'))
  if (unit === undefined) return rowFault('The unit of measure was not found.')
  const before = state.tags.get(facility.licence) ?? []
  state.keeping.undo?.push(() => state.tags.set(facility.licence, before))
  const price = body['WholesalePrice']
  return {
    PackageId: state.nextId(),
    PackageLabel: takeTag(state, facility.licence),
    ItemName: item.Name,
    ItemCategoryName: item.ProductCategoryName,
    ItemStrainName: item.StrainName,
    ItemBrandName: item.ItemBrandName,
    LabTestingState: 'NotSubmitted',
    ProductionBatchNumber: null,
    SourceHarvestNames: null,
    SourcePackageLabels: null,
    IsTradeSample: false,
    ShipmentPackageState: 'Shipped',
    ShippedQuantity: numberOf(body, 'Quantity'),
    ShippedUnitOfMeasureName: unit.name,
    ReceivedQuantity: null,
    ReceivedUnitOfMeasureName: null,
    PackagedDate: dayOf(body, 'PackagedDate'),
    ExpirationDate: textOrNull(body, 'ExpirationDate'),
    SellByDate: textOrNull(body, 'SellByDate'),
    UseByDate: textOrNull(body, 'UseByDate'),
    ExternalId: textOrNull(body, 'ExternalId'),
    $wholesale: typeof price === 'number' ? price : null,
    $itemId: item.Id,
  }
}

const template = (call: FacilityCall, body: Body): Omit<TransferRow, 'Id'> => ({
  ManifestNumber: null,
  Name: textOf(body, 'Name'),
  ShipperFacilityLicenseNumber: call.facility.licence,
  ShipperFacilityName: call.facility.name,
  ...driverOf(body),
  CreatedDateTime: stamp(call.at),
  CreatedByUserName: call.user.name,
  IsVoided: false,
  $external: false,
  $deliveries: deliveriesOf(call, body, packageOfTemplate),
})

const external = (call: FacilityCall, body: Body): Omit<TransferRow, 'Id'> => {
  const deliveries = deliveriesOf(call, body, packageFromOutside)
  const strange = deliveries.find((each) => each.RecipientFacilityLicenseNumber !== call.facility.licence)
  if (strange !== undefined) return rowFault('The recipient must be this facility.')
  return {
    ManifestNumber: String(call.state.nextId()).padStart(10, '0'),
    Name: null,
    ShipperFacilityLicenseNumber: textOf(body, 'ShipperLicenseNumber'),
    ShipperFacilityName: textOf(body, 'ShipperName'),
    ...driverOf(body),
    CreatedDateTime: stamp(call.at),
    CreatedByUserName: call.user.name,
    IsVoided: false,
    $external: true,
    $deliveries: deliveries,
  }
}

const added =
  (kind: 'transfers' | 'templates', make: (call: FacilityCall, body: Body) => Omit<TransferRow, 'Id'>) =>
  (call: FacilityCall, body: Body): number => {
    const row = { ...make(call, body), Id: call.state.nextId() }
    return call.state[kind].add(row, [call.facility.licence], call.at).Id
  }

/** A transfer from outside belongs to its recipient, a template to its shipper. */
const mine = (call: FacilityCall, kind: 'transfers' | 'templates', id: number): TransferRow | undefined => {
  const row = call.state[kind].get(id)
  if (row === undefined || row.IsVoided) return undefined
  const licence =
    kind === 'templates'
      ? row.ShipperFacilityLicenseNumber
      : row.$external
        ? row.$deliveries[0]?.RecipientFacilityLicenseNumber
        : null
  return licence === call.facility.licence ? row : undefined
}

const updated = (
  kind: 'transfers' | 'templates',
  idField: string,
  make: (call: FacilityCall, body: Body) => Omit<TransferRow, 'Id'>,
) =>
  changes((call, body) => {
    const row = mine(call, kind, numberOf(body, idField))
    if (row === undefined) return rowFault('The transfer was not found.')
    if (row.$deliveries.some(({ ReceivedDateTime }) => ReceivedDateTime !== null))
      return rowFault('The transfer was already received.')
    const fields = make(call, body)
    call.state[kind].change(row.Id, call.at, (before) => ({
      ...fields,
      Id: before.Id,
      ManifestNumber: before.ManifestNumber,
      CreatedDateTime: before.CreatedDateTime,
    }))
  })

const archived = (kind: 'transfers' | 'templates') => (call: FacilityCall) => {
  const row = mine(call, kind, Number(call.path['id']))
  if (row === undefined) return unauthorized()
  if (row.$deliveries.some(({ ReceivedDateTime }) => ReceivedDateTime !== null))
    return refuse(400, 'The transfer was already received.')
  call.state[kind].change(row.Id, call.at, (before) => ({ ...before, IsVoided: true, $deliveries: [] }))
  return ok()
}

const hubStep = changes((call, body) => {
  const id = numberOf(body, 'ShipmentDeliveryId')
  const known = call.state.transfers
    .all()
    .some(({ $deliveries }) => $deliveries.some((each) => each.Id === id))
  if (!known) rowFault(`Delivery ${id} was not found.`)
})

export const transferWrites: readonly Route[] = [
  route('POST', 'templates/outgoing', TEMPLATES, creates(added('templates', template))),
  route('PUT', 'templates/outgoing', TEMPLATES, updated('templates', 'TransferTemplateId', template)),
  route('DELETE', 'templates/outgoing/{id}', TEMPLATES, archived('templates')),
  ...[
    route('POST', 'external/incoming', MANAGE, creates(added('transfers', external))),
    route('PUT', 'external/incoming', MANAGE, updated('transfers', 'TransferId', external)),
    route('DELETE', 'external/incoming/{id}', MANAGE, archived('transfers')),
  ].map((each) => ({ ...each, flag: 'CanTransferFromExternalFacilities' })),
  ...['arrive', 'checkin', 'checkout', 'depart'].map((step) => ({
    ...route('POST', `hub/${step}`, HUB, hubStep),
    flag: 'IsSalesDeliveryHub',
  })),
]
