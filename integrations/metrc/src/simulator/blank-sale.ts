type Text = string | null

/** A line of a receipt or delivery (fields of an older public client; the official samples show none). */
export interface TransactionRow {
  readonly PackageId: number
  readonly PackageLabel: string
  readonly ProductName: string
  readonly ProductCategoryName: string
  readonly QuantitySold: number
  readonly UnitOfMeasureName: string
  readonly UnitOfMeasureAbbreviation: string
  readonly TotalPrice: number
  readonly SalesDeliveryState: Text
  readonly ArchivedDate: Text
  /** What the line took from the package, in the package's unit. */
  readonly $taken: number
}

/** Every field of a receipt (official sample). */
export const blankReceipt = (Id: number, licence: string) => ({
  Id,
  ReceiptNumber: null as Text,
  ExternalReceiptNumber: null as Text,
  SalesDateTime: '0001-01-01T00:00:00.000' as string,
  SalesCustomerType: 'Consumer' as string,
  PatientLicenseNumber: null as Text,
  CaregiverLicenseNumber: null as Text,
  IdentificationMethod: null as Text,
  PatientRegistrationLocationId: null as number | null,
  TotalPackages: 0,
  TotalPrice: 0,
  Transactions: [] as readonly TransactionRow[],
  IsFinal: false,
  ArchivedDate: null as Text,
  RecordedDateTime: '0001-01-01T00:00:00+00:00' as string,
  RecordedByUserName: null as Text,
  $licence: licence,
})
export type ReceiptRow = ReturnType<typeof blankReceipt>

/** A sales delivery (official sample). */
export const blankSalesDelivery = (Id: number, licence: string) => ({
  Id,
  DeliveryNumber: null as Text,
  FacilityLicenseNumber: licence as Text,
  TransporterFacilityLicenseNumber: null as Text,
  SalesDateTime: '0001-01-01T00:00:00.000' as string,
  SalesCustomerType: 'Consumer' as string,
  PatientLicenseNumber: null as Text,
  ConsumerId: null as Text,
  DriverEmployeeId: null as Text,
  DriverName: null as Text,
  DriversLicenseNumber: null as Text,
  VehicleMake: null as Text,
  VehicleModel: null as Text,
  VehicleLicensePlateNumber: null as Text,
  RecipientName: null as Text,
  RecipientAddressStreet1: null as Text,
  RecipientAddressCity: null as Text,
  RecipientAddressState: null as Text,
  RecipientAddressPostalCode: null as Text,
  PlannedRoute: null as Text,
  Direction: 'Undesignated',
  EstimatedDepartureDateTime: null as Text,
  ActualDepartureDateTime: null as Text,
  EstimatedArrivalDateTime: null as Text,
  ActualArrivalDateTime: null as Text,
  TotalPackages: 0,
  TotalPrice: 0,
  AcceptedDateTime: null as Text,
  Transactions: [] as readonly TransactionRow[],
  CompletedDateTime: null as Text,
  SalesDeliveryState: 'Undesignated' as string,
  VoidedDate: null as Text,
  RecordedDateTime: '0001-01-01T00:00:00+00:00' as string,
  RecordedByUserName: null as Text,
  $licence: licence,
})
export type SalesDeliveryRow = ReturnType<typeof blankSalesDelivery>

/** A package on a retailer delivery's vehicle. */
export interface LoadedRow {
  readonly PackageLabel: string
  readonly Quantity: number
  readonly UnitOfMeasure: string
  readonly TotalPrice: number
}
export interface DestinationRow {
  readonly SalesCustomerType: string
  readonly RecipientName: Text
  readonly EstimatedArrivalDateTime: Text
  readonly Transactions: readonly TransactionRow[]
}

/** A retailer delivery (official sample). */
export const blankRetailerDelivery = (Id: number, licence: string) => ({
  Id,
  RetailerDeliveryNumber: String(Id).padStart(10, '0'),
  FacilityLicenseNumber: licence as Text,
  DateTime: '0001-01-01T00:00:00.000' as string,
  DriverEmployeeId: null as Text,
  DriverName: null as Text,
  DriversLicenseNumber: null as Text,
  VehicleMake: null as Text,
  VehicleModel: null as Text,
  VehicleLicensePlateNumber: null as Text,
  Direction: 'Undesignated',
  EstimatedDepartureDateTime: null as Text,
  ActualDepartureDateTime: null as Text,
  RestockDateTime: null as Text,
  TotalPackages: 0,
  TotalPrice: 0,
  TotalPriceSold: 0,
  AcceptedDateTime: null as Text,
  Destinations: [] as readonly DestinationRow[],
  CompletedDateTime: null as Text,
  RetailerDeliveryState: 'Undesignated' as string,
  AllowFullEdit: true,
  Leg: 0,
  VoidedDate: null as Text,
  RecordedDateTime: '0001-01-01T00:00:00+00:00' as string,
  RecordedByUserName: null as Text,
  Packages: [] as readonly LoadedRow[],
  $licence: licence,
})
export type RetailerDeliveryRow = ReturnType<typeof blankRetailerDelivery>
