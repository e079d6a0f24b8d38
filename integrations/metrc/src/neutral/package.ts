import type { WirePackage } from '../wire/packages.ts'

/** A package in the suite's own words. Days are calendar days as the state holds them. */
export interface StatePackage {
  readonly stateId: number
  readonly tag: string
  readonly itemName: string
  readonly category: string | null
  readonly strain: string | null
  readonly brand: string | null
  /** Decimal string in `unit`. */
  readonly quantity: string
  readonly unit: string
  readonly room: string | null
  readonly subroom: string | null
  readonly status: {
    /** On hold for any reason, an investigation included. */
    readonly hold: boolean
    readonly recall: boolean
    readonly finished: boolean
    /** Taken back (archived): it never was stock any more. */
    readonly discontinued: boolean
    readonly tradeSample: boolean
    readonly onRetailerDelivery: boolean
  }
  /** Metrc's word, such as TestPassed; see `isSellableLabState`. */
  readonly labState: string
  readonly packagedOn: string | null
  readonly expiresOn: string | null
  readonly sellBy: string | null
  readonly useBy: string | null
  readonly receivedAt: Date | null
  readonly manifest: string | null
  readonly externalId: string | null
  /** Null when Metrc sent its empty time. */
  readonly lastModified: Date | null
  readonly sourceTags: readonly string[]
}

/** Maps a package of any list but `transferred`. */
export const toStatePackage = (row: WirePackage): StatePackage => ({
  stateId: row.Id,
  tag: row.Label,
  itemName: row.Item.Name ?? '',
  category: row.Item.ProductCategoryName,
  strain: row.Item.StrainName,
  brand: row.Item.ItemBrandName,
  quantity: row.Quantity,
  unit: row.UnitOfMeasureName,
  room: row.LocationName,
  subroom: row.SublocationName,
  status: {
    hold: anyOf(row.IsOnHold, row.IsOnHoldCombined, row.IsOnInvestigation, row.IsOnInvestigationHold),
    recall: anyOf(row.IsOnRecall, row.IsOnRecallCombined, row.IsOnInvestigationRecall),
    finished: row.IsFinished || row.FinishedDate !== null,
    discontinued: row.ArchivedDate !== null,
    tradeSample: row.IsTradeSample === true,
    onRetailerDelivery: row.IsOnRetailerDelivery === true,
  },
  labState: row.LabTestingState,
  packagedOn: row.PackagedDate,
  expiresOn: row.ExpirationDate,
  sellBy: row.SellByDate,
  useBy: row.UseByDate,
  receivedAt: row.ReceivedDateTime,
  manifest: row.ReceivedFromManifestNumber,
  externalId: row.ExternalId,
  lastModified: row.LastModified,
  sourceTags: splitNames(row.SourcePackageLabels),
})

const anyOf = (...flags: readonly (boolean | null)[]): boolean => flags.includes(true)

/** Metrc joins names with commas. */
export const splitNames = (names: string | null): string[] =>
  (names ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** Lab states after which goods may be sold, as the words say; whether a state's law agrees is a rule of that state. */
const SELLABLE = new Set([
  'TestPassed',
  'RetestPassed',
  'NotRequired',
  'ProcessValidated',
  'Remediated',
  'Decontaminated',
])

/** True for a lab state that, by its name, lets goods be sold (inferred from the published words). */
export const isSellableLabState = (labState: string): boolean => SELLABLE.has(labState)
