type Text = string | null

export type ShipmentState = 'Shipped' | 'Rejected' | 'Accepted' | 'Returned'

/** A package of a delivery. `$price` and `$receivedPrice` are sent by the wholesale endpoint only. */
export interface DeliveryPackageRow {
  readonly PackageId: number
  readonly PackageLabel: string
  readonly ItemName: string
  readonly ItemCategoryName: string
  readonly ItemStrainName: Text
  readonly ItemBrandName: Text
  readonly LabTestingState: string
  readonly ProductionBatchNumber: Text
  readonly SourceHarvestNames: Text
  readonly SourcePackageLabels: Text
  readonly IsTradeSample: boolean
  readonly ShipmentPackageState: ShipmentState
  readonly ShippedQuantity: number
  readonly ShippedUnitOfMeasureName: string
  readonly ReceivedQuantity: number | null
  readonly ReceivedUnitOfMeasureName: Text
  readonly PackagedDate: Text
  readonly ExpirationDate: Text
  readonly SellByDate: Text
  readonly UseByDate: Text
  readonly ExternalId: Text
  readonly $wholesale: number | null
  readonly $itemId: number | null
}

/** A delivery of a transfer. */
export interface DeliveryRow {
  readonly Id: number
  readonly RecipientFacilityLicenseNumber: string
  readonly RecipientFacilityName: string
  readonly ShipmentTypeName: string
  readonly ShipmentTransactionType: 'Standard' | 'Wholesale'
  readonly InvoiceNumber: Text
  readonly EstimatedDepartureDateTime: string
  readonly ActualDepartureDateTime: Text
  readonly EstimatedArrivalDateTime: string
  readonly ActualArrivalDateTime: Text
  readonly PlannedRoute: Text
  readonly ReceivedDateTime: Text
  readonly $packages: readonly DeliveryPackageRow[]
}

/** A transfer or a template with its deliveries. */
export interface TransferRow {
  readonly Id: number
  readonly ManifestNumber: Text
  readonly Name: Text
  readonly ShipperFacilityLicenseNumber: string
  readonly ShipperFacilityName: string
  readonly TransporterFacilityLicenseNumber: Text
  readonly TransporterFacilityName: Text
  readonly DriverName: Text
  readonly DriverOccupationalLicenseNumber: Text
  readonly DriverVehicleLicenseNumber: Text
  readonly VehicleMake: Text
  readonly VehicleModel: Text
  readonly VehicleLicensePlateNumber: Text
  readonly CreatedDateTime: string
  readonly CreatedByUserName: Text
  readonly IsVoided: boolean
  readonly $external: boolean
  readonly $deliveries: readonly DeliveryRow[]
}

const isReceived = ({ ShipmentPackageState }: DeliveryPackageRow): boolean =>
  ShipmentPackageState !== 'Shipped'

/** What the lists say of one delivery's packages. */
export const countsOf = (delivery: DeliveryRow) => ({
  DeliveryPackageCount: delivery.$packages.length,
  DeliveryReceivedPackageCount: delivery.$packages.filter(isReceived).length,
})

const NO_DELIVERY = {
  InvoiceNumber: null,
  RecipientFacilityLicenseNumber: null,
  RecipientFacilityName: null,
  ShipmentTypeName: null,
  ShipmentTransactionType: null,
  EstimatedDepartureDateTime: '0001-01-01T00:00:00.000',
  ActualDepartureDateTime: null,
  EstimatedArrivalDateTime: '0001-01-01T00:00:00.000',
  ActualArrivalDateTime: null,
  DeliveryPackageCount: 0,
  DeliveryReceivedPackageCount: 0,
  ReceivedDateTime: null,
}
const NO_RETURN = {
  EstimatedReturnDepartureDateTime: null,
  ActualReturnDepartureDateTime: null,
  EstimatedReturnArrivalDateTime: null,
  ActualReturnArrivalDateTime: null,
}

/** The row of the incoming list for a delivery, or of the outgoing list without one (official samples). */
export const transferListRow = (transfer: TransferRow, delivery: DeliveryRow | null) => {
  const { $external: _, $deliveries, ...header } = transfer
  const packages = $deliveries.flatMap(({ $packages }) => $packages)
  const {
    $packages: __,
    PlannedRoute: ___,
    Id: ____,
    ...own
  } = delivery ?? {
    ...NO_DELIVERY,
    $packages: [],
    PlannedRoute: null,
    Id: 0,
  }
  return {
    ...header,
    ShipmentLicenseType: 0,
    DeliveryCount: $deliveries.length,
    ReceivedDeliveryCount: $deliveries.filter(({ ReceivedDateTime }) => ReceivedDateTime !== null).length,
    PackageCount: packages.length,
    ReceivedPackageCount: packages.filter(isReceived).length,
    ContainsPlantPackage: false,
    ContainsProductPackage: packages.length > 0,
    ContainsTradeSample: packages.some(({ IsTradeSample }) => IsTradeSample),
    ContainsDonation: false,
    ContainsTestingSample: false,
    ContainsProductRequiresRemediation: false,
    ContainsRemediatedProductPackage: false,
    ...own,
    ...(delivery === null ? {} : countsOf(delivery)),
    ...NO_RETURN,
    DeliveryId: delivery?.Id ?? $deliveries[0]?.Id ?? 0,
    OriginatingTemplateId: null,
  }
}

/** The row of a transfer's deliveries. Its expected arrival ends in a `Z` although it is local time, as in the sample. */
export const deliveryListRow = (transfer: TransferRow, delivery: DeliveryRow) => {
  const { $packages: _, ...own } = delivery
  return {
    ...own,
    ManifestNumber: transfer.ManifestNumber,
    DeliveryNumber: 0,
    EstimatedArrivalDateTime: `${delivery.EstimatedArrivalDateTime.slice(0, 19)}Z`,
    GrossWeight: null,
    GrossUnitOfWeightId: null,
    GrossUnitOfWeightName: null,
    ...countsOf(delivery),
    ...NO_RETURN,
    RejectedPackagesReturned: false,
    PDFDocumentFileSystemId: null,
  }
}
