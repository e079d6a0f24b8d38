import { addPackage, adjustStock } from '@suite/dutchie/simulator'
import { packageTag, type EvergreenStore } from '../../../demo/generate.ts'
import { stocked } from './shelves.ts'
import { openedAt, type PracticeStore, type PracticeWorld } from './world-shape.ts'

type Plant = (world: PracticeWorld, place: PracticeStore) => void

/**
 * What till and state disagree about at the opening, for the product to find; the list with its reasons stands in
 * apps/server/demo/README.md. Everything else agrees.
 */
export const plant = (world: PracticeWorld): void => {
  for (const place of world.stores.values())
    for (const disagree of PLANTED[place.store.key]) disagree(world, place)
}

/** The n-th package of a store with at least twelve pieces that the state follows. */
const wellStocked = (place: PracticeStore, n: number) => {
  const found = followed(place)
    .flatMap((sku) => stocked(place, sku))
    .filter((lot) => lot.quantity >= 12)
  const lot = found[n % Math.max(1, found.length)]
  if (lot === undefined) throw new Error(`${place.store.name} has no package to plant a discrepancy on.`)
  return lot
}

const followed = ({ products, register }: PracticeStore): string[] =>
  [...products.keys()].filter((sku) => register.follows(sku))

const opening = (world: PracticeWorld, { store }: PracticeStore): Date =>
  new Date(openedAt(store, world.opening.lastDay))

const fewerAtTheState =
  (n: number, pieces: number): Plant =>
  (world, place) =>
    place.register.adjust(wellStocked(place, n).tag, -pieces, opening(world, place))

const fewerAtTheTill: Plant = (world, place) => {
  const { id, quantity } = wellStocked(place, 5)
  const change = { packageId: id, to: quantity - 2, reason: 'Entry Error' }
  adjustStock(world.dutchie, place.location, change, opening(world, place))
}

const heldByTheState: Plant = (world, place) =>
  place.register.hold(wellStocked(place, 9).tag, opening(world, place))

/** A tag the till knows and the state does not: mistyped at receiving. */
const unknownToTheState: Plant = (world, place) => {
  const [sku] = followed(place)
  const known = sku === undefined ? undefined : place.products.get(sku)
  if (sku === undefined || known === undefined) return
  const { id } = addPackage(
    world.dutchie,
    place.location,
    { productId: known.id, quantity: 6, tag: packageTag(place.store, '8', '8'), room: 'Vault' },
    opening(world, place),
  )
  place.lots.set(sku, [...(place.lots.get(sku) ?? []), id])
}

/** A package accepted in the register and never received into the till. */
const unknownToTheTill: Plant = (world, place) => {
  const [sku] = followed(place)
  if (sku === undefined) return
  const tag = packageTag(place.store, '7', '7')
  place.register.addLot({ sku, tag, quantity: 8, room: 'Vault', expiresOn: null }, opening(world, place))
}

const PLANTED: Readonly<Record<EvergreenStore['key'], readonly Plant[]>> = {
  denver: [fewerAtTheState(3, 3), unknownToTheState],
  boulder: [fewerAtTheTill, heldByTheState],
  'ann-arbor': [unknownToTheTill],
  'santa-fe': [fewerAtTheState(2, 4)],
}
