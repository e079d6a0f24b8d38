import { Decimal } from '@suite/kernel'
import type { ItemRow } from './blank-item.ts'
import type { PackageRow } from './blank-package.ts'
import { addPackage } from './build.ts'
import {
  changes,
  creates,
  dayOf,
  numberOf,
  ok,
  rowFault,
  rowsOf,
  textOf,
  textOrNull,
  unauthorized,
  type FacilityCall,
  type Route,
} from './http.ts'
import { adjustPackage, inStock, inUnitOf, movable, moveQuantity } from './stock.ts'

const INVENTORY = ['Manage Packages Inventory']
const CREATE = ['Create/Submit/Discontinue Packages']
type Body = Readonly<Record<string, unknown>>

const write = (
  method: string,
  path: string,
  permissions: readonly string[],
  answer: Route['answer'],
): Route => ({
  method,
  path: `/packages/v2/${path}`,
  permissions,
  licensed: true,
  answer,
})

/** Names are foreign keys and match in any case. */
const itemNamed = (call: FacilityCall, name: string): ItemRow =>
  call.state.items
    .all()
    .find((item) => item.$licence === call.facility.licence && same(item.Name, name) && !item.$archived) ??
  rowFault(`Item "${name}" was not found.`)

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const adjust = (call: FacilityCall, body: Body): number => {
  const row = movable(call.state, call.facility.licence, textOf(body, 'Label'))
  const name = textOf(body, 'AdjustmentReason')
  const reason = call.state.adjustReasons.find(({ Name }) => same(Name, name))
  if (reason === undefined) return rowFault(`Adjustment Reason "${name}" was not found.`)
  const note = textOrNull(body, 'ReasonNote')
  if (reason.RequiresNote && note === null) return rowFault(`Adjustment Reason "${name}" requires a note.`)
  dayOf(body, 'AdjustmentDate')
  const delta = inUnitOf(row, numberOf(body, 'Quantity'), textOf(body, 'UnitOfMeasure'))
  return adjustPackage(call.state, row, { delta, reason: reason.Name, note, by: call.user.name }, call.at)
}

const create =
  (sample: boolean) =>
  (call: FacilityCall, body: Body): number => {
    const { state, at } = call
    const { licence } = call.facility
    const tag = textOf(body, 'Tag').toUpperCase()
    const tags = state.tags.get(licence) ?? []
    if (!tags.includes(tag)) return rowFault(`Tag "${tag}" is not available.`)
    const ingredients = rowsOf(body, 'Ingredients')
    if (ingredients.length === 0) return rowFault('A package needs at least one ingredient.')
    const sources = ingredients.map((each) => {
      const source = movable(state, licence, textOf(each, 'Package'))
      const taken = inUnitOf(source, numberOf(each, 'Quantity'), textOf(each, 'UnitOfMeasure'))
      if (moveQuantity(state, source, new Decimal(taken).neg().toNumber(), at).Quantity < 0)
        return rowFault(`Package "${source.Label}" does not hold that much.`)
      return source
    })
    const [first] = sources
    const named = textOrNull(body, 'Item')
    const item = named === null ? first?.Item : itemNamed(call, named)
    if (item === undefined) return rowFault('The Item field is required.')
    state.tags.set(
      licence,
      tags.filter((each) => each !== tag),
    )
    state.keeping.undo?.push(() => state.tags.set(licence, tags))
    const location = textOrNull(body, 'Location')
    const made = addPackage(
      state,
      licence,
      {
        Label: tag,
        Item: item,
        Quantity: numberOf(body, 'Quantity'),
        UnitOfMeasureName: textOf(body, 'UnitOfMeasure'),
        PackagedDate: dayOf(body, 'ActualDate'),
        LocationName: location === null ? (first?.LocationName ?? null) : locationNamed(call, location),
        Note: textOrNull(body, 'Note'),
        ExpirationDate: textOrNull(body, 'ExpirationDate'),
        SellByDate: textOrNull(body, 'SellByDate'),
        UseByDate: textOrNull(body, 'UseByDate'),
        LabTestingState: sample ? 'SubmittedForTesting' : (first?.LabTestingState ?? 'NotSubmitted'),
        IsTestingSample: sample,
        IsTradeSample: body['IsTradeSample'] === true,
        IsDonation: body['IsDonation'] === true,
        SourcePackageCount: sources.length,
        SourcePackageLabels: sources.map(({ Label }) => Label).join(','),
      },
      at,
    )
    state.keeping.undo?.push(() => state.tagIds.delete(tag))
    return made.Id
  }

const locationNamed = (call: FacilityCall, name: string): string =>
  call.state.locations
    .all()
    .find((row) => row.$licence === call.facility.licence && !row.$archived && same(row.Name, name))?.Name ??
  rowFault(`Location "${name}" was not found.`)

const sublocationNamed = (call: FacilityCall, name: string | null): string | null => {
  if (name === null) return null
  if (!call.facility.flags.has('EnableSublocations')) return rowFault('This facility has no sublocations.')
  const found = call.state.sublocations
    .all()
    .find((row) => row.$licence === call.facility.licence && !row.$archived && same(row.Name, name))
  return found?.Name ?? rowFault(`Sublocation "${name}" was not found.`)
}

/** A change of some fields of the package that a field of the body names. */
const patch = (
  label: string,
  fields: (call: FacilityCall, body: Body, row: PackageRow) => Partial<PackageRow>,
): Route['answer'] =>
  changes((call, body) => {
    const row = inStock(call.state, call.facility.licence, textOf(body, label))
    const changed = fields(call, body, row)
    call.state.packages.change(row.Id, call.at, (before) => ({ ...before, ...changed }))
  })

const finish = (_: FacilityCall, body: Body, row: PackageRow): Partial<PackageRow> => {
  const FinishedDate = dayOf(body, 'ActualDate')
  if (row.IsFinished) return rowFault(`Package "${row.Label}" is already finished.`)
  if (row.Quantity !== 0)
    return rowFault(`Package "${row.Label}" cannot be finished: its quantity is not zero.`)
  return { IsFinished: true, FinishedDate }
}

const plant = (call: FacilityCall, body: Body): number => {
  const row = movable(call.state, call.facility.licence, textOf(body, 'PackageLabel'))
  textOf(body, 'PlantBatchName')
  textOf(body, 'StrainName')
  if (!call.facility.flags.has('CanGrowPlants')) return rowFault('This facility cannot grow plants.')
  const amount = body['PackageAdjustmentAmount']
  const unit = textOrNull(body, 'PackageAdjustmentUnitOfMeasureName') ?? row.UnitOfMeasureName
  const taken = inUnitOf(row, typeof amount === 'number' ? amount : numberOf(body, 'PlantCount'), unit)
  moveQuantity(call.state, row, -taken, call.at)
  return call.state.nextId()
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []

const discontinue = (call: FacilityCall) => {
  const row = call.state.packages.get(Number(call.path['id']))
  if (row === undefined || row.$licence !== call.facility.licence) return unauthorized()
  call.state.packages.change(row.Id, call.at, (before) => ({
    ...before,
    $place: 'discontinued',
    ArchivedDate: call.at.toISOString().slice(0, 10),
  }))
  return ok()
}

/** The writes of packages. */
export const packageWrites: readonly Route[] = [
  write('POST', '', CREATE, creates(create(false))),
  write('POST', 'testing', CREATE, creates(create(true))),
  write('POST', 'plantings', INVENTORY, creates(plant)),
  write('POST', 'adjust', INVENTORY, creates(adjust)),
  write('PUT', 'adjust', INVENTORY, changes(adjust)),
  write(
    'PUT',
    'item',
    CREATE,
    patch('Label', (call, body) => ({ Item: itemNamed(call, textOf(body, 'Item')) })),
  ),
  write(
    'PUT',
    'note',
    ['Manage Package Notes'],
    patch('PackageLabel', (_, body) => ({ Note: textOf(body, 'Note') })),
  ),
  write(
    'PUT',
    'location',
    CREATE,
    patch('Label', (call, body) => ({
      LocationName: locationNamed(call, textOf(body, 'Location')),
      SublocationName: sublocationNamed(call, textOrNull(body, 'Sublocation')),
    })),
  ),
  write(
    'PUT',
    'usebydate',
    CREATE,
    patch('Label', (_, body) => ({
      ExpirationDate: textOrNull(body, 'ExpirationDate'),
      SellByDate: textOrNull(body, 'SellByDate'),
      UseByDate: textOrNull(body, 'UseByDate'),
    })),
  ),
  {
    ...write(
      'PUT',
      'externalid',
      CREATE,
      patch('PackageLabel', (_, body) => ({ ExternalId: textOf(body, 'ExternalId') })),
    ),
    flag: 'EnableExternalIdentifier',
  },
  write(
    'PUT',
    'labtests/required',
    CREATE,
    patch('Label', (_, body) => ({ $requiredLabTests: texts(body['RequiredLabTestBatches']) })),
  ),
  write(
    'PUT',
    'donation/flag',
    CREATE,
    patch('Label', () => ({ IsDonation: true })),
  ),
  write(
    'PUT',
    'donation/unflag',
    CREATE,
    patch('Label', () => ({ IsDonation: false })),
  ),
  write(
    'PUT',
    'tradesample/flag',
    CREATE,
    patch('Label', () => ({ IsTradeSample: true })),
  ),
  write(
    'PUT',
    'tradesample/unflag',
    CREATE,
    patch('Label', () => ({ IsTradeSample: false })),
  ),
  write(
    'PUT',
    'finishedgood/flag',
    CREATE,
    patch('Label', () => ({ IsFinishedGood: true })),
  ),
  write(
    'PUT',
    'finishedgood/unflag',
    CREATE,
    patch('Label', () => ({ IsFinishedGood: false })),
  ),
  write(
    'PUT',
    'remediate',
    INVENTORY,
    patch('PackageLabel', (_, body) => ({
      ContainsRemediatedProduct: true,
      RemediationDate: dayOf(body, 'RemediationDate'),
      LabTestingState: 'Remediated',
    })),
  ),
  write(
    'PUT',
    'decontaminate',
    INVENTORY,
    patch('PackageLabel', (_, body) => ({
      ContainsDecontaminatedProduct: true,
      DecontaminationDate: dayOf(body, 'DecontaminationDate'),
      LabTestingState: 'Decontaminated',
    })),
  ),
  write('PUT', 'finish', INVENTORY, patch('Label', finish)),
  write(
    'PUT',
    'unfinish',
    INVENTORY,
    patch('Label', () => ({ IsFinished: false, FinishedDate: null })),
  ),
  { ...write('DELETE', '{id}', CREATE, discontinue) },
]
