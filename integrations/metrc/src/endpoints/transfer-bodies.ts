/** Bodies of the transfer writes. Times are wall clock without zone; packaged dates carry a midnight in UTC. */
interface Driver {
  readonly TransporterFacilityLicenseNumber?: string | null
  readonly DriverOccupationalLicenseNumber?: string | null
  readonly DriverName?: string | null
  readonly DriverLicenseNumber?: string | null
  readonly PhoneNumberForQuestions?: string | null
  readonly VehicleMake?: string | null
  readonly VehicleModel?: string | null
  readonly VehicleLicensePlateNumber?: string | null
}

interface Leg extends Driver {
  readonly DriverLayoverLeg?: string | null
  readonly IsLayover: boolean
  readonly EstimatedDepartureDateTime: string
  readonly EstimatedArrivalDateTime: string
  readonly TransporterDetails: readonly Driver[]
}

interface Destination<Package> {
  readonly RecipientLicenseNumber: string
  readonly InvoiceNumber?: string | null
  readonly TransferTypeName: string
  readonly PlannedRoute: string
  readonly EstimatedDepartureDateTime: string
  readonly EstimatedArrivalDateTime: string
  readonly GrossWeight?: number | null
  readonly GrossUnitOfWeightId?: number | null
  readonly Transporters: readonly Leg[]
  readonly Packages: readonly Package[]
}

interface TemplatePackage {
  readonly PackageLabel: string
  readonly WholesalePrice?: number | null
  readonly GrossWeight?: number | null
  readonly GrossUnitOfWeightName?: string | null
}

interface ExternalPackage {
  readonly ItemName: string
  readonly Quantity: number
  readonly UnitOfMeasureName: string
  readonly PackagedDate: string
  readonly ExpirationDate?: string | null
  readonly SellByDate?: string | null
  readonly UseByDate?: string | null
  readonly GrossWeight?: number | null
  readonly GrossUnitOfWeightName?: string | null
  readonly WholesalePrice?: number | null
  readonly ExternalId?: string | null
  readonly IsFinishedGood?: boolean
}

type WithId<D> = D & { readonly TransferDestinationId: number | null }

export interface NewTransferTemplate extends Driver {
  readonly Name: string
  readonly Destinations: readonly Destination<TemplatePackage>[]
}
export interface UpdatedTransferTemplate extends Driver {
  readonly TransferTemplateId: number
  readonly Name: string
  readonly Destinations: readonly WithId<Destination<TemplatePackage>>[]
}

interface Shipper extends Driver {
  readonly ShipperLicenseNumber: string
  readonly ShipperName: string
  readonly ShipperMainPhoneNumber?: string | null
  readonly ShipperAddress1?: string | null
  readonly ShipperAddress2?: string | null
  readonly ShipperAddressCity?: string | null
  readonly ShipperAddressState?: string | null
  readonly ShipperAddressPostalCode?: string | null
}
export interface NewExternalTransfer extends Shipper {
  readonly Destinations: readonly Destination<ExternalPackage>[]
}
export interface UpdatedExternalTransfer extends Shipper {
  readonly TransferId: number
  readonly Destinations: readonly WithId<Destination<ExternalPackage>>[]
}

/** A step of a delivery through a hub. */
export interface HubStep {
  readonly ShipmentDeliveryId: number
  readonly TransporterDirection: 'Outbound' | 'Return'
}
