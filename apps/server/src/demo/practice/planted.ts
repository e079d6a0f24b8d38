import { addPackage, adjustStock } from '@suite/dutchie/simulator'
import { addPackage as addStatePackage, moveQuantity, packageByTag, setHold } from '@suite/metrc/simulator'
import { stocked } from './shelves.ts'
import { openedAt, type PracticeStore, type PracticeWorld } from './world-shape.ts'

/**
 * What till and state disagree about at the opening, for the product to find; the list with its reasons stands in
 * apps/server/demo/README.md. Everything else agrees.
 */
export const plant = (world: PracticeWorld): void => {
  const [denver, boulder, annArbor] = ['denver', 'boulder', 'ann-arbor'].map((key) => {
    const store = world.stores.get(key as PracticeStore['store']['key'])
    if (store === undefined) throw new Error(`Evergreen has no store ${key}.`)
    return store
  }) as [PracticeStore, PracticeStore, PracticeStore]
  fewerAtTheState(world, denver)
  unknownToTheState(world, denver)
  fewerAtTheTill(world, boulder)
  heldByTheState(world, boulder)
  unknownToTheTill(world, annArbor)
}

/** The n-th cannabis package of a store with at least twelve pieces. */
const wellStocked = (place: PracticeStore, n: number) => {
  const found = [...place.items.keys()]
    .flatMap((sku) => stocked(place, sku))
    .filter((lot) => lot.quantity >= 12)
  const lot = found[n % Math.max(1, found.length)]
  if (lot === undefined) throw new Error(`${place.store.name} has no package to plant a discrepancy on.`)
  return lot
}

const opening = (world: PracticeWorld, { store }: PracticeStore): Date =>
  new Date(openedAt(store, world.opening.lastDay))

const fewerAtTheState = (world: PracticeWorld, place: PracticeStore): void => {
  const row = packageByTag(world.metrc, wellStocked(place, 3).tag)
  if (row !== undefined) moveQuantity(world.metrc, row, -3, opening(world, place))
}

const fewerAtTheTill = (world: PracticeWorld, place: PracticeStore): void => {
  const { id, quantity } = wellStocked(place, 5)
  const change = { packageId: id, to: quantity - 2, reason: 'Entry Error' }
  adjustStock(world.dutchie, place.location, change, opening(world, place))
}

const heldByTheState = (world: PracticeWorld, place: PracticeStore): void =>
  setHold(world.metrc, [wellStocked(place, 9).tag], 'hold', opening(world, place))

/** A tag the till knows and the state does not: mistyped at receiving. */
const unknownToTheState = (world: PracticeWorld, place: PracticeStore): void => {
  const [sku] = place.items.keys()
  const known = sku === undefined ? undefined : place.products.get(sku)
  if (sku === undefined || known === undefined) return
  const { id } = addPackage(
    world.dutchie,
    place.location,
    { productId: known.id, quantity: 6, tag: `${place.store.tagPrefix}${'8'.repeat(17)}`, room: 'Vault' },
    opening(world, place),
  )
  place.lots.set(sku, [...(place.lots.get(sku) ?? []), id])
}

/** A package accepted in the register and never received into the till. */
const unknownToTheTill = (world: PracticeWorld, place: PracticeStore): void => {
  const [item] = place.items.values()
  if (item === undefined) return
  addStatePackage(
    world.metrc,
    place.store.licenceNumber,
    { Item: item, Quantity: 8, Label: `${place.store.tagPrefix}${'7'.repeat(17)}`, LocationName: 'Vault' },
    opening(world, place),
  )
}
