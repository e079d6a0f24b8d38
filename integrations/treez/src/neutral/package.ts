import { Decimal } from '@suite/kernel'
import type { WirePackage } from '../wire/package.ts'
import { atMost } from './names.ts'

/** Stock of one package as the till states it. Quantities are decimal strings in `unit`. */
export interface TreezPackage {
  readonly externalId: string
  readonly packageTag: string | null
  readonly productExternalId: string
  readonly quantity: string
  readonly unit: string
  /** Where most of it lies. */
  readonly room: string | null
  readonly unitCost: string | null
  readonly expiresOn: string | null
  readonly receivedAt: string | null
  readonly lastModified: string | null
}

/**
 * Maps every package of a store. A package told in several rows (adult and medical stock) is one; a part told twice counts
 * once. What came back lies in a place of its own and is part of the package. Treez tells neither costs nor the instant of
 * the last change here.
 * @param units what quantities of a product count, by its id; pieces where it says nothing
 */
export const toPackages = (
  rows: readonly WirePackage[],
  units: Readonly<Record<string, string>>,
): TreezPackage[] => {
  const groups = new Map<string, WirePackage[]>()
  for (const row of rows) {
    const key = JSON.stringify([tagOf(row), row.productId])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const told = new Set<string>()
  return [...groups.values()].flatMap((group) => {
    const made = packageOf(group, units)
    if (made === null) return []
    const externalId = told.has(made.externalId)
      ? `${made.externalId}:${made.productExternalId}`
      : made.externalId
    told.add(made.externalId)
    return [{ ...made, externalId }]
  })
}

/** The state's tag; Treez repeats it as the id. Stock that the state does not follow has none. */
export const tagOf = (row: Pick<WirePackage, 'packageLabel'>): string | null =>
  row.packageLabel?.toUpperCase() ?? null

const packageOf = (
  group: readonly WirePackage[],
  units: Readonly<Record<string, string>>,
): TreezPackage | null => {
  const [first] = group
  if (first === undefined) return null
  const parts = [
    ...new Map(group.flatMap(({ inventory }) => inventory).map((part) => [part.id, part])).values(),
  ]
  const sum = parts.reduce((all, { quantity }) => all.plus(quantity.total), new Decimal(0))
  const [most] = parts.toSorted((one, other) => Number(other.quantity.total) - Number(one.quantity.total))
  const tag = tagOf(first)
  const day = (pick: (row: WirePackage) => string | null): string | null =>
    group.flatMap((row) => /^\d{4}-\d{2}-\d{2}/.exec(pick(row) ?? '')?.[0] ?? [])[0] ?? null
  const received = day(({ receivedDate }) => receivedDate)
  return {
    externalId: tag ?? `product:${first.productId}`,
    packageTag: tag,
    productExternalId: first.productId,
    quantity: atMost(sum, 4),
    unit: units[first.productId] ?? 'each',
    room: most?.location ?? null,
    unitCost: null,
    expiresOn: day(({ expirationDate }) => expirationDate),
    receivedAt: received === null ? null : `${received}T00:00:00.000Z`,
    lastModified: null,
  }
}
