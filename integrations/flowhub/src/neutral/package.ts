import { Decimal } from '@suite/kernel'
import type { WireInventoryRow } from '../wire/inventory.ts'
import { productOf, tagOf, type ProductNumber } from './goods.ts'
import { atMost, fromCents, unitNamed } from './names.ts'

/** Stock of one package as the till states it. Quantities are decimal strings in `unit`, `unitCost` currency units. */
export interface FlowhubPackage {
  readonly externalId: string
  readonly packageTag: string | null
  readonly productExternalId: string
  readonly quantity: string
  readonly unit: string
  /** Where most of it lies. */
  readonly room: string | null
  readonly unitCost: string | null
  readonly expiresOn: string | null
  /** When the goods were entered (unverified). */
  readonly receivedAt: string | null
  /** Flowhub tells when a product was changed, not its stock. */
  readonly lastModified: null
}

/**
 * The packages of a store. What lies of one package in several rooms, or under several SKUs, is one package; a row told
 * twice counts once. Goods that the state does not follow have no tag and are one row of their product.
 */
export const toPackages = (rows: readonly WireInventoryRow[], by: ProductNumber): FlowhubPackage[] => {
  const groups = new Map<string, { product: string; parts: WireInventoryRow[] }>()
  for (const row of once(rows)) {
    const product = productOf(row, by)
    if (product === null) continue
    const key = JSON.stringify([tagOf(row), product])
    const group = groups.get(key) ?? { product, parts: [] }
    group.parts.push(row)
    groups.set(key, group)
  }
  const told = new Set<string>()
  return [...groups.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { product, parts }]) => {
      const made = packageOf(product, parts)
      // a package holds one product; should the till see several in it, each is told by itself
      const externalId = told.has(made.externalId) ? `${made.externalId}:${product}` : made.externalId
      told.add(made.externalId)
      return { ...made, externalId }
    })
}

const once = (rows: readonly WireInventoryRow[]): WireInventoryRow[] => [
  ...new Map(rows.map((row) => [JSON.stringify(row), row])).values(),
]

const packageOf = (product: string, parts: readonly WireInventoryRow[]): FlowhubPackage => {
  const byQuantity = parts.toSorted(
    (one, other) =>
      Number(other.quantity) - Number(one.quantity) ||
      (one.roomName ?? '').localeCompare(other.roomName ?? ''),
  )
  const [most] = byQuantity
  const tag = most === undefined ? null : tagOf(most)
  const cost = byQuantity.find(({ costInMinorUnits }) => costInMinorUnits !== null)?.costInMinorUnits ?? null
  const days = parts.flatMap(
    ({ expirationDate }) => /^\d{4}-\d{2}-\d{2}/.exec(expirationDate ?? '')?.[0] ?? [],
  )
  const times = parts.flatMap(({ createdAt }) => (createdAt === null ? [] : [createdAt.toISOString()]))
  return {
    externalId: tag ?? `product:${product}`,
    packageTag: tag,
    productExternalId: product,
    quantity: atMost(
      parts.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0)),
      4,
    ),
    unit: unitNamed(most?.inventoryUnitOfMeasure ?? null),
    room: most?.roomName ?? null,
    unitCost: cost === null ? null : atMost(fromCents(cost), 6),
    // the day that comes first is the one to mind
    expiresOn: days.toSorted()[0] ?? null,
    receivedAt: times.toSorted()[0] ?? null,
    lastModified: null,
  }
}
