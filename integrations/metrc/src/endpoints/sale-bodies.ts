/**
 * Bodies of the sales writes. Every time is the facility's wall clock without zone (`2026-02-15T16:44:53.000`), see
 * `toLocalTime`; amounts are dollars as JSON numbers.
 */
export interface NewTransaction {
  readonly PackageLabel: string
  readonly Quantity: number
  readonly UnitOfMeasure: string
  readonly TotalAmount: number
  readonly InvoiceNumber?: string | null
  readonly Price?: number | null
  readonly ExciseTax?: number | null
  readonly CityTax?: number | null
  readonly CountyTax?: number | null
  readonly MunicipalTax?: number | null
  readonly DiscountAmount?: number | null
  readonly SubTotal?: number | null
  readonly SalesTax?: number | null
  readonly UnitThcPercent?: number | null
  readonly UnitThcContent?: number | null
  readonly UnitThcContentUnitOfMeasure?: string | null
  readonly UnitWeight?: number | null
  readonly UnitWeightUnitOfMeasure?: string | null
  readonly QrCodes?: readonly string[] | null
}

export interface NewReceipt {
  readonly SalesDateTime: string
  readonly ExternalReceiptNumber: string | null
  /** Consumer, Patient, Caregiver, ExternalPatient or NonResidentConsumer, as `customerTypes` says. */
  readonly SalesCustomerType: string
  readonly PatientLicenseNumber: string | null
  readonly CaregiverLicenseNumber: string | null
  readonly IdentificationMethod: string | null
  readonly PatientRegistrationLocationId: number | null
  readonly Transactions: readonly NewTransaction[]
}

interface Vehicle {
  readonly DriverEmployeeId: string
  readonly DriverName: string
  readonly DriversLicenseNumber: string
  readonly PhoneNumberForQuestions: string
  readonly VehicleMake: string
  readonly VehicleModel: string
  readonly VehicleLicensePlateNumber: string
}

interface Recipient {
  readonly SalesCustomerType: string
  readonly PatientLicenseNumber?: string | null
  readonly ConsumerId?: string | null
  readonly RecipientName?: string | null
  readonly RecipientAddressStreet1: string
  readonly RecipientAddressStreet2?: string | null
  readonly RecipientAddressCity: string
  readonly RecipientAddressCounty?: string | null
  readonly RecipientAddressState: string
  readonly RecipientAddressPostalCode: string
  readonly RecipientZoneId?: string | null
  readonly EstimatedArrivalDateTime: string
  readonly Transactions: readonly NewTransaction[]
}

export interface NewSalesDelivery extends Vehicle, Recipient {
  readonly TransporterFacilityLicenseNumber?: string | null
  readonly SalesDateTime: string
  readonly PlannedRoute?: string | null
  readonly EstimatedDepartureDateTime: string
}

export interface CompletedDelivery {
  readonly Id: number
  readonly ActualArrivalDateTime: string
  readonly PaymentType?: string | null
  /** Package tags. */
  readonly AcceptedPackages: readonly string[]
  readonly ReturnedPackages: readonly {
    readonly Label: string
    readonly ReturnQuantityVerified: number
    readonly ReturnUnitOfMeasure: string
    readonly ReturnReason: string
    readonly ReturnReasonNote?: string | null
  }[]
}

export interface HubTransport extends Vehicle {
  readonly Id: number
  readonly TransporterFacilityId: string
  readonly PlannedRoute?: string | null
  readonly EstimatedDepartureDateTime: string
  readonly EstimatedArrivalDateTime: string
}

interface LoadedPackage {
  readonly PackageLabel: string
  readonly Quantity: number
  readonly UnitOfMeasure: string
  readonly TotalPrice: number
}

export interface NewRetailerDelivery extends Vehicle {
  readonly DateTime: string
  readonly EstimatedDepartureDateTime: string
  readonly Destinations: readonly Recipient[]
  readonly Packages: readonly (LoadedPackage & { readonly DateTime?: string })[]
}

export interface RetailerDeliveryRestock {
  readonly RetailerDeliveryId: number
  readonly DateTime: string
  readonly EstimatedDepartureDateTime: string
  readonly Destinations: readonly Recipient[] | null
  readonly Packages: readonly (LoadedPackage & { readonly RemoveCurrentPackage: boolean })[]
}

/** A sale from the vehicle, to one more destination. */
export interface RetailerDeliverySale extends Recipient {
  readonly RetailerDeliveryId: number
  readonly SalesDateTime: string
  readonly PhoneNumberForQuestions: string
  readonly PlannedRoute?: string | null
  readonly EstimatedDepartureDateTime: string
}

export interface RetailerDeliveryEnd {
  readonly RetailerDeliveryId: number
  readonly ActualArrivalDateTime: string
  readonly Packages: readonly {
    readonly Label: string
    readonly EndQuantity: number
    readonly EndUnitOfMeasure: string
  }[]
}
