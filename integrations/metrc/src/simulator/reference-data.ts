import { Decimal } from '@suite/kernel'

/** Units of /unitsofmeasure/v2/active with what one is in grams, pieces or millilitres. */
const UNITS = [
  ['CountBased', 'Each', 'ea', '1'],
  ['WeightBased', 'Ounces', 'oz', '28.349523125'],
  ['WeightBased', 'Pounds', 'lb', '453.59237'],
  ['WeightBased', 'Grams', 'g', '1'],
  ['WeightBased', 'Milligrams', 'mg', '0.001'],
  ['WeightBased', 'Kilograms', 'kg', '1000'],
  ['VolumeBased', 'Milliliters', 'ml', '1'],
  ['VolumeBased', 'Fluid Ounces', 'fl oz', '29.5735295625'],
] as const

export const unitRows = UNITS.map(([QuantityType, Name, Abbreviation]) => ({
  QuantityType,
  Name,
  Abbreviation,
}))

/** A unit by its name, in any case. */
export const unitNamed = (name: string) => {
  const [type, full, short, factor] = UNITS.find((unit) => unit[1].toLowerCase() === name.toLowerCase()) ?? []
  return full === undefined ? undefined : { type, name: full, short, factor: new Decimal(factor) }
}

/** A quantity in another unit of the same kind, to ten decimals; undefined when they cannot be compared. */
export const convert = (quantity: number, from: string, to: string): number | undefined => {
  const [source, target] = [unitNamed(from), unitNamed(to)]
  if (source === undefined || target === undefined || source.type !== target.type) return undefined
  return new Decimal(quantity).times(source.factor).div(target.factor).toDecimalPlaces(10).toNumber()
}

export const packageTypes = [
  'Product',
  'ImmaturePlant',
  'VegetativePlant',
  'PlantWaste',
  'HarvestWaste',
  'MotherPlant',
]
export const customerTypes = ['Consumer', 'Patient', 'Caregiver', 'ExternalPatient', 'NonResidentConsumer']
export const shipmentStates = ['Shipped', 'Rejected', 'Accepted', 'Returned']
export const labStates = (
  'NotSubmitted SubmittedForTesting TestFailed TestPassed TestingInProgress AwaitingConfirmation RetestFailed ' +
  'RetestPassed Remediated SelectedForRandomTesting NotRequired ProcessValidated Decontaminated RandDCompleted'
).split(' ')
export const paymentTypes = ['Cash', 'Electronic']
export const counties = [
  { Id: 1, Name: 'Denver County' },
  { Id: 2, Name: 'Boulder County' },
]
export const patientLocations = [{ Id: 4, Name: 'District of Columbia' }]
export const wasteMethods = [{ Name: 'Grinder' }, { Name: 'Compost' }]

const reason = (Name: string, RequiresNote: boolean) => ({
  Name,
  RequiresNote,
  RequiresWasteWeight: false,
  RequiresImmatureWasteWeight: false,
  RequiresMatureWasteWeight: false,
})
/** Reasons differ by state; these are names seen in official samples. */
export const adjustReasons = [
  reason('Drying', false),
  reason('Scale Variance', false),
  reason('Entry Error', true),
  reason('Spoilage', false),
  reason('Theft', true),
  reason('Waste (Unusable Product)', true),
  reason('Merge', false),
]
export const returnReasons = [reason('Spoilage', true), reason('Refused', false)]

const category = (Name: string, ProductCategoryType: string, QuantityType: string, strain = false) => ({
  Name,
  ProductCategoryType,
  QuantityType,
  RequiresStrain: strain,
  RequiresItemBrand: false,
  RequiresUnitThcContent: ProductCategoryType === 'InfusedEdible',
  RequiresUnitWeight: ProductCategoryType === 'InfusedEdible',
  CanContainSeeds: false,
  CanBeRemediated: true,
  CanBeDecontaminated: true,
  CanBeDestroyed: true,
  LabTestBatchNames: [],
})
export const categories = [
  category('Buds', 'Buds', 'WeightBased', true),
  category('Shake/Trim', 'ShakeTrim', 'WeightBased', true),
  category('Pre-Rolls', 'Buds', 'CountBased', true),
  category('Infused Edibles', 'InfusedEdible', 'CountBased'),
  category('Concentrate', 'Concentrate', 'WeightBased'),
  category('Concentrate (Each)', 'Concentrate', 'CountBased'),
  category('Vape Cartridges', 'Concentrate', 'CountBased'),
  category('Tinctures', 'InfusedNonEdible', 'CountBased'),
  category('Topicals', 'InfusedNonEdible', 'CountBased'),
]

export const locationTypes = [
  { Id: 1, Name: 'Default', ForPlantBatches: true, ForPlants: true, ForHarvests: true, ForPackages: true },
  { Id: 3, Name: 'Packing', ForPlantBatches: false, ForPlants: false, ForHarvests: false, ForPackages: true },
]

const transferType = (Name: string, TransactionType: string, external: boolean) => ({
  Name,
  TransactionType,
  ForLicensedShipments: !external,
  ForExternalIncomingShipments: external,
  ForExternalOutgoingShipments: false,
  RequiresDestinationGrossWeight: false,
  RequiresPackagesGrossWeight: false,
  RequiresInvoiceNumber: false,
  RequiresPDFDocument: false,
  BypassApproval: false,
})
export const transferTypes = [
  transferType('Transfer', 'Standard', false),
  transferType('Wholesale', 'Wholesale', false),
  transferType('Beginning Inventory Transfer', 'Standard', true),
]

const labTestType = (Id: number, Name: string) => ({
  Id,
  Name,
  RequiresTestResult: false,
  InformationalOnly: false,
  ResearchAndDevelopment: false,
  AlwaysPasses: false,
  MaxAllowedFailureCount: 0,
  LabTestResultMode: 0,
  LabTestResultExpirationDays: null,
})
export const labTestTypes = ['THC', 'THCa', 'CBD', 'Pesticides', 'Microbiologicals'].map((name, index) =>
  labTestType(index + 1, name),
)
export const labTestBatches = [
  { Id: 1, Name: 'Potency', LabTestTypeCount: 3, LabTestTypes: labTestTypes.slice(0, 3), ItemCategories: [] },
  {
    Id: 2,
    Name: 'Contaminants',
    LabTestTypeCount: 2,
    LabTestTypes: labTestTypes.slice(3),
    ItemCategories: [],
  },
]
