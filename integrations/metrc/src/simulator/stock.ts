import { Decimal } from '@suite/kernel'
import type { PackageRow } from './blank-package.ts'
import { packageByTag } from './build.ts'
import { rowFault, stamp } from './http.ts'
import { convert, unitNamed } from './reference-data.ts'
import type { MetrcState } from './state.ts'

/** A package of this facility that is in stock; a fault otherwise. */
export const inStock = (state: MetrcState, licence: string, tag: string): PackageRow => {
  const row = packageByTag(state, tag)
  if (row === undefined || row.$licence !== licence) return rowFault(`Package "${tag}" was not found.`)
  if (row.$place !== 'stock') return rowFault(`Package "${tag}" is not in this facility's active inventory.`)
  return row
}

/** The same, and neither finished nor on hold. */
export const movable = (state: MetrcState, licence: string, tag: string): PackageRow => {
  const row = inStock(state, licence, tag)
  if (row.IsFinished) return rowFault(`Package "${tag}" is finished.`)
  if (row.IsOnHold || row.IsOnInvestigationHold) return rowFault(`Package "${tag}" is on hold.`)
  if (row.IsOnRecall === true || row.IsOnInvestigationRecall)
    return rowFault(`Package "${tag}" is on recall.`)
  return row
}

/** A quantity in the package's unit; a fault when the units cannot be compared. */
export const inUnitOf = (row: PackageRow, quantity: number, unit: string): number =>
  convert(quantity, unit, row.UnitOfMeasureName) ??
  rowFault(`Unit of measure "${unit}" cannot be used with package "${row.Label}".`)

/** Changes a package's quantity by an amount in its own unit, exactly. */
export const moveQuantity = (state: MetrcState, row: PackageRow, delta: number, at: Date): PackageRow =>
  state.packages.change(row.Id, at, (before) => ({
    ...before,
    Quantity: new Decimal(before.Quantity).plus(delta).toNumber(),
  }))

/** Changes a package by a delta and keeps the adjustment for the list of adjustments. */
export const adjustPackage = (
  state: MetrcState,
  row: PackageRow,
  change: {
    readonly delta: number
    readonly reason: string
    readonly note: string | null
    readonly by: string
  },
  at: Date,
): number => {
  const after = moveQuantity(state, row, change.delta, at)
  if (after.Quantity < 0) return rowFault(`The adjustment would make package "${row.Label}" negative.`)
  const id = state.nextId()
  state.adjustments.add(
    {
      Id: id,
      $licence: row.$licence,
      PackageId: row.Id,
      PackageLabel: row.Label,
      ItemName: row.Item.Name,
      ItemCategoryName: row.Item.ProductCategoryName,
      AdjustmentQuantity: change.delta,
      AdjustmentUnitOfMeasureName: row.UnitOfMeasureName,
      AdjustmentUnitOfMeasureAbbreviation: unitNamed(row.UnitOfMeasureName)?.short ?? '',
      AdjustmentReasonName: change.reason,
      AdjustmentNote: change.note ?? '',
      AdjustmentDate: stamp(at),
      PackagedDate: `${row.PackagedDate}T00:00:00Z`,
      AdjustedByUserName: change.by,
      PackageLabTestResultExpirationDateTime: null,
    },
    [row.$licence],
    at,
  )
  return id
}
