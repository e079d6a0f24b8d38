import { blankItem, type ItemRow } from './blank-item.ts'
import { blankPackage, type PackageRow } from './blank-package.ts'
import { unitNamed } from './reference-data.ts'
import type { MetrcState, PlainRow, SimFacility, SimUser } from './state.ts'

/** Flags of an adult-use store as the live sandboxes of 2026 show them: sells to consumers, reports sales by API. */
export const STORE_FLAGS = [
  'IsRetail',
  'CanSellToConsumers',
  'AdvancedSales',
  'CanCreateDerivedPackages',
  'CanAssignLocationsToPackages',
  'CanUpdateLocationsOnPackages',
  'EnableSublocations',
  'EnableExternalIdentifier',
  'CanReceiveAssociateProductLabel',
  'CanDownloadProductLabel',
  'CanDeliverSalesToConsumers',
  'RetailerDelivery',
  'CanTrackFinishedGoods',
  'CanTransferFromExternalFacilities',
  'CanRequestProductDecontamination',
] as const

/** Adds a facility with its first location, "Sales Floor", and `tags` unused package tags. */
export const addFacility = (
  state: MetrcState,
  facility: {
    readonly licence: string
    readonly name: string
    readonly zone: string
    readonly licenceType?: string
    readonly flags?: readonly string[]
    readonly tags?: number
  },
  at: Date = new Date(0),
): SimFacility => {
  const id = state.nextId()
  const made: SimFacility = {
    id,
    licence: facility.licence,
    name: facility.name,
    zone: facility.zone,
    licenceType: facility.licenceType ?? 'Retail Store',
    flags: new Set(facility.flags ?? STORE_FLAGS),
  }
  state.facilities.set(made.licence, made)
  addTags(state, made.licence, facility.tags ?? 1000)
  addLocation(state, made.licence, 'Sales Floor', at)
  return made
}

/** Adds unused package tags: 24 characters, the form of real ones. */
export const addTags = (state: MetrcState, licence: string, count: number): string[] => {
  const known = state.tags.get(licence) ?? []
  const made = Array.from({ length: count }, () => newTag(state, licence))
  state.tags.set(licence, [...known, ...made])
  return made
}

/** A tag nobody has used. */
const newTag = (state: MetrcState, licence: string): string => {
  const facility = String(state.facilities.get(licence)?.id ?? 0).padStart(12, '0')
  return `1A4${facility}${String(state.nextId()).padStart(9, '0')}`
}

/** Adds a person's key; by default one who may do everything. */
export const addUser = (
  state: MetrcState,
  user: Pick<SimUser, 'name' | 'licences'> & Partial<SimUser> & { readonly key: string },
): SimUser => {
  const made: SimUser = {
    name: user.name,
    licences: user.licences,
    permissions: user.permissions ?? 'all',
    employeeLicence: user.employeeLicence ?? `E-${state.users.size + 1}`,
  }
  state.users.set(user.key, made)
  return made
}

const addPlain = (
  state: MetrcState,
  kind: 'strains' | 'brands' | 'locations' | 'sublocations',
  row: Omit<PlainRow, 'Id' | '$archived'> & { readonly Name: string; readonly $licence: string },
  at: Date,
): PlainRow => state[kind].add({ ...row, Id: state.nextId(), $archived: false }, [row.$licence], at)

/** Adds a room. */
export const addLocation = (state: MetrcState, licence: string, name: string, at: Date): PlainRow =>
  addPlain(
    state,
    'locations',
    {
      Name: name,
      LocationTypeId: 1,
      LocationTypeName: 'Default',
      ForPlantBatches: true,
      ForPlants: true,
      ForHarvests: true,
      ForPackages: true,
      $licence: licence,
    },
    at,
  )

/** Adds a place within rooms. */
export const addSublocation = (state: MetrcState, licence: string, name: string, at: Date): PlainRow =>
  addPlain(state, 'sublocations', { Name: name, $licence: licence }, at)

/** Adds a strain. */
export const addStrain = (state: MetrcState, licence: string, name: string, at: Date): PlainRow =>
  addPlain(
    state,
    'strains',
    {
      Name: name,
      TestingStatus: 'None',
      ThcLevel: null,
      CbdLevel: null,
      IndicaPercentage: 50,
      SativaPercentage: 50,
      IsUsed: false,
      Genetics: '50% Indica / 50% Sativa',
      $licence: licence,
    },
    at,
  )

/** Adds a brand. */
export const addBrand = (state: MetrcState, licence: string, name: string, at: Date): PlainRow =>
  addPlain(state, 'brands', { Name: name, Status: 'Paid', $licence: licence }, at)

/**
 * Adds an item of one of the state's categories, its unit by the category's kind unless told.
 * @throws Error for a category the state does not have
 */
export const addItem = (
  state: MetrcState,
  licence: string,
  item: Partial<ItemRow> & { readonly Name: string; readonly ProductCategoryName: string },
  at: Date,
): ItemRow => {
  const category = state.categories.find(({ Name }) => Name === item.ProductCategoryName)
  if (category === undefined) throw new Error(`There is no category ${item.ProductCategoryName}.`)
  const row = {
    ...blankItem(state.nextId()),
    ProductCategoryType: category.ProductCategoryType,
    QuantityType: category.QuantityType,
    UnitOfMeasureName: category.QuantityType === 'WeightBased' ? 'Grams' : 'Each',
    ...item,
    $licence: licence,
  }
  return state.items.add(row, [licence], at)
}

/**
 * Adds a package to a facility's stock, with a new tag unless told. Every other field can be set, so that
 * holds, recalls, old dates and failed tests can be planted.
 */
export const addPackage = (
  state: MetrcState,
  licence: string,
  made: Partial<PackageRow> & { readonly Item: ItemRow; readonly Quantity: number },
  at: Date,
): PackageRow => {
  const label = (made.Label ?? newTag(state, licence)).toUpperCase()
  const unit = made.UnitOfMeasureName ?? made.Item.UnitOfMeasureName
  const row: PackageRow = {
    ...blankPackage(state.nextId(), label, made.Item, licence),
    OriginalPackageQuantity: made.Quantity,
    PackagedDate: at.toISOString().slice(0, 10),
    LocationName: 'Sales Floor',
    LabTestingState: 'TestPassed',
    InitialLabTestingState: 'TestPassed',
    LabTestingStateDate: at.toISOString().slice(0, 10),
    ...made,
    Label: label,
    UnitOfMeasureName: unit,
    UnitOfMeasureAbbreviation: unitNamed(unit)?.short ?? '',
  }
  state.tagIds.set(label, row.Id)
  return state.packages.add(row, [licence], at)
}

/** Uses the next unused tag. @throws Error when there is none */
export const takeTag = (state: MetrcState, licence: string): string => {
  const [tag, ...left] = state.tags.get(licence) ?? []
  if (tag === undefined) throw new Error(`Facility ${licence} has no unused tags left.`)
  state.tags.set(licence, left)
  return tag
}

/** A package by its tag, in any case: the truth. */
export const packageByTag = (state: MetrcState, tag: string): PackageRow | undefined =>
  state.packages.get(state.tagIds.get(tag.toUpperCase()) ?? -1)

/** Puts the results of a laboratory on a package, one row a test, and sets its state accordingly. */
export const addLabResults = (
  state: MetrcState,
  tag: string,
  tests: readonly { readonly name: string; readonly passed: boolean; readonly level: number }[],
  at: Date,
): void => {
  const row = packageByTag(state, tag)
  if (row === undefined) throw new Error(`There is no package ${tag}.`)
  const passed = tests.every((test) => test.passed)
  const resultId = state.nextId()
  const documentId = state.nextId()
  state.files.set(documentId, {
    name: `${tag}.pdf`,
    base64: Buffer.from(`%PDF-1.4 ${tag}`).toString('base64'),
  })
  const day = at.toISOString().slice(0, 10)
  for (const test of tests)
    state.labResults.add(
      {
        Id: state.nextId(),
        $licence: row.$licence,
        PackageId: row.Id,
        LabTestResultId: resultId,
        LabFacilityLicenseNumber: 'LAB-1',
        LabFacilityName: 'Perceptive Testing Labs',
        SourcePackageLabel: row.Label,
        ProductName: row.Item.Name,
        ProductCategoryName: row.Item.ProductCategoryName,
        TestPerformedDate: day,
        OverallPassed: passed,
        RevokedDate: null,
        LabTestResultDocumentFileId: documentId,
        ResultReleased: true,
        ResultReleaseDateTime: `${day}T00:00:00+00:00`,
        ExpirationDateTime: null,
        TestTypeName: test.name,
        TestPassed: test.passed,
        TestResultLevel: test.level,
        TestComment: '',
        TestInformationalOnly: false,
        LabTestDetailRevokedDate: null,
      },
      [row.$licence],
      at,
    )
  state.packages.change(row.Id, at, (before) => ({
    ...before,
    LabTestingState: passed ? 'TestPassed' : 'TestFailed',
    LabTestingStateDate: day,
    LabTestingPerformedDate: day,
  }))
}
