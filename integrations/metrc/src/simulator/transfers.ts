import type { SimReply } from '@suite/simulator'
import {
  deliveryListRow,
  transferListRow,
  type DeliveryPackageRow,
  type DeliveryRow,
  type TransferRow,
} from './blank-transfer.ts'
import { ok, refuse, stamp, unauthorized, type Call, type FacilityCall, type Route } from './http.ts'
import { bareList, envelope, sent, spanOf } from './lists.ts'
import { saleInstant } from './receipts.ts'
import { shipmentStates, transferTypes } from './reference-data.ts'
import type { Shelf, Version } from './shelf.ts'
import { transferWrites } from './transfer-writes.ts'

const VIEW = ['View Transfers', 'Manage Transfers']
const TEMPLATES = ['View Transfer Templates', 'Manage Transfer Templates']
const DAY = 86_400_000

const route = (
  path: string,
  permissions: readonly string[],
  answer: Route['answer'],
  licensed = true,
): Route => ({
  method: 'GET',
  path: `/transfers/v2/${path}`,
  permissions,
  licensed,
  answer,
})

interface Leg {
  readonly version: Version<TransferRow>
  readonly delivery: DeliveryRow | null
}

/** Rows of a list, newest transfer first: one for each leg. Without a range, those that changed in the last 24 hours. */
const legs =
  (
    shelf: (call: FacilityCall) => Shelf<TransferRow>,
    pick: (row: TransferRow, call: FacilityCall) => Leg['delivery'][],
  ) =>
  (call: FacilityCall): SimReply => {
    const arrival = spanOf(call, 'estimatedArrival', 'lastModified')
    const now = call.at.getTime()
    const span = spanOf(call, 'lastModified') ?? (arrival === null ? { start: now - DAY, end: now } : null)
    const rows = shelf(call)
      .list(call.facility.licence, call.at, () => true, 'all')
      .filter(({ modified }) => span === null || (modified >= span.start && modified <= span.end))
      .flatMap((version): Leg[] => pick(version.row, call).map((delivery) => ({ version, delivery })))
      .filter(({ delivery }) => {
        if (arrival === null || delivery === null) return true
        const at = saleInstant(delivery.EstimatedArrivalDateTime, call)
        return at >= arrival.start && at <= arrival.end
      })
    return envelope(call.query, rows, rendered)
  }

const rendered = ({ version, delivery }: Leg) => ({
  ...transferListRow(version.row, delivery),
  LastModified: stamp(new Date(version.modified)),
})

const ofShipper = (row: TransferRow, { facility }: FacilityCall): null[] =>
  row.ShipperFacilityLicenseNumber === facility.licence ? [null] : []
const ofRecipient = (row: TransferRow, { facility }: FacilityCall): DeliveryRow[] =>
  row.$deliveries.filter((each) => each.RecipientFacilityLicenseNumber === facility.licence)

const rejected = (row: TransferRow, { facility }: FacilityCall): DeliveryRow[] =>
  row.ShipperFacilityLicenseNumber === facility.licence
    ? row.$deliveries.filter((each) => each.$packages.some((one) => one.ShipmentPackageState === 'Rejected'))
    : []

type Kind = 'transfers' | 'templates'

/** A transfer the user may see: shipped or received by one of their facilities. Another's answers 401. */
const visible = (call: Call, kind: Kind, find: (row: TransferRow) => boolean): TransferRow => {
  const row = call.state[kind].all().find(find)
  if (row === undefined) return refuse(404, 'No transfer was found.')
  const seen = call.state[kind].seen(row.Id, call.at)?.row
  if (seen === undefined) return refuse(404, 'No transfer was found.')
  const parties = [
    seen.ShipperFacilityLicenseNumber,
    ...seen.$deliveries.map(({ RecipientFacilityLicenseNumber }) => RecipientFacilityLicenseNumber),
  ]
  return parties.some((licence) => call.user.licences.includes(licence)) ? seen : unauthorized()
}

const byTransfer = (call: Call, kind: Kind): TransferRow =>
  visible(call, kind, ({ Id }) => Id === Number(call.path['id']))

const byDelivery = (call: Call, kind: Kind): DeliveryRow => {
  const id = Number(call.path['id'])
  const row = visible(call, kind, ({ $deliveries }) => $deliveries.some((each) => each.Id === id))
  return row.$deliveries.find((each) => each.Id === id) ?? refuse(404, 'No delivery was found.')
}

const NO_MEASURES = {
  PackageType: 'Product',
  ItemId: 0,
  ItemUnitThcPercent: null,
  ItemUnitThcContent: null,
  ItemUnitWeight: null,
  GrossUnitOfWeightName: null,
  ProductLabel: null,
}

const packageRow = (row: DeliveryPackageRow) => ({ ...NO_MEASURES, ...sent(row) })
const wholesaleRow = (row: DeliveryPackageRow) => ({
  PackageId: row.PackageId,
  PackageLabel: row.PackageLabel,
  ShipperWholesalePrice: row.$wholesale,
  ReceiverWholesalePrice: null,
})

const transporterRows = (transfer: TransferRow, delivery: DeliveryRow) => [
  {
    ShipmentDeliveryId: delivery.Id,
    TransporterFacilityLicenseNumber: transfer.TransporterFacilityLicenseNumber,
    TransporterFacilityName: transfer.TransporterFacilityName,
    TransporterDirection: 'Outbound',
  },
]
const driverRows = (transfer: TransferRow, delivery: DeliveryRow) => [
  {
    ShipmentDeliveryId: delivery.Id,
    DriverName: transfer.DriverName,
    DriverOccupationalLicenseNumber: transfer.DriverOccupationalLicenseNumber,
    DriverVehicleLicenseNumber: transfer.DriverVehicleLicenseNumber,
    DriverLayoverLeg: null,
    VehicleMake: transfer.VehicleMake,
    VehicleModel: transfer.VehicleModel,
    VehicleLicensePlateNumber: transfer.VehicleLicensePlateNumber,
    ActualDriverStartDateTime: null,
  },
]

/** What is read by a delivery's id, of transfers and of templates alike. */
const deliveryReads = (prefix: string, kind: Kind, permissions: readonly string[]): Route[] => {
  const of = (make: (transfer: TransferRow, delivery: DeliveryRow) => readonly unknown[]) => (call: Call) => {
    const delivery = byDelivery(call, kind)
    const transfer = visible(call, kind, ({ $deliveries }) =>
      $deliveries.some(({ Id }) => Id === delivery.Id),
    )
    return envelope(call.query, make(transfer, delivery))
  }
  return [
    route(
      `${prefix}deliveries/{id}/packages`,
      permissions,
      of((_, each) => each.$packages.map(packageRow)),
      false,
    ),
    route(`${prefix}deliveries/{id}/transporters`, permissions, of(transporterRows), false),
    route(`${prefix}deliveries/{id}/transporters/details`, permissions, of(driverRows), false),
    route(
      `${prefix}{id}/deliveries`,
      permissions,
      (call) => {
        const transfer = byTransfer(call, kind)
        return envelope(
          call.query,
          transfer.$deliveries.map((each) => deliveryListRow(transfer, each)),
        )
      },
      false,
    ),
  ]
}

const manifest = (call: Call): string => byTransfer(call, 'transfers').ManifestNumber ?? ''

export const transferRoutes: readonly Route[] = [
  route(
    'incoming',
    VIEW,
    legs(({ state }) => state.transfers, ofRecipient),
  ),
  route(
    'outgoing',
    VIEW,
    legs(({ state }) => state.transfers, ofShipper),
  ),
  route(
    'rejected',
    VIEW,
    legs(({ state }) => state.transfers, rejected),
  ),
  {
    ...route('hub', ['Manage Transfer Hub'], ({ query }) => envelope(query, [])),
    flag: 'IsSalesDeliveryHub',
  },
  route('types', [], ({ query }) => envelope(query, transferTypes)),
  route('deliveries/packages/states', [], () => bareList(shipmentStates), false),
  route(
    'templates/outgoing',
    TEMPLATES,
    legs(({ state }) => state.templates, ofShipper),
  ),
  route('manifest/{id}/pdf', TEMPLATES, (call) =>
    ok({
      FileContents: Buffer.from(`%PDF-1.4 manifest ${manifest(call)}`).toString('base64'),
      ContentType: 'application/octet-stream',
      FileDownloadName: `TransferManifestReport-${call.path['id']}.pdf`,
    }),
  ),
  route('manifest/{id}/html', VIEW, (call) => ({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><title>Transfer Manifest ${manifest(call)}</title><p>Manifest No. ${manifest(call)}</p>`,
  })),
  route(
    'deliveries/{id}/packages/wholesale',
    VIEW,
    (call) => envelope(call.query, byDelivery(call, 'transfers').$packages.map(wholesaleRow)),
    false,
  ),
  route('deliveries/package/{id}/requiredlabtestbatches', VIEW, ({ query }) => envelope(query, []), false),
  ...deliveryReads('templates/outgoing/', 'templates', TEMPLATES),
  ...deliveryReads('', 'transfers', VIEW),
  ...transferWrites,
]
