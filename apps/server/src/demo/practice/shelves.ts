import { addPackage, type DutchieState } from '@suite/dutchie/simulator'
import { addPackage as addStatePackage, type MetrcState } from '@suite/metrc/simulator'
import type { OpeningLot } from '../../../demo/opening.ts'
import type { PracticeStore } from './world-shape.ts'

/** Puts a lot on a store's shelf in the till and, if it is cannabis, in the state's register. */
export const putOnShelf = (
  systems: { readonly dutchie: DutchieState; readonly metrc: MetrcState },
  { store, location, products, items, lots }: PracticeStore,
  lot: OpeningLot,
  at: number,
): void => {
  const known = products.get(lot.sku)
  if (known === undefined) return
  const { id } = addPackage(
    systems.dutchie,
    location,
    {
      productId: known.id,
      quantity: lot.left,
      tag: lot.tag,
      batch: lot.batch,
      room: lot.room,
      expiresOn: lot.expiresOn,
    },
    new Date(at),
  )
  lots.set(lot.sku, [...(lots.get(lot.sku) ?? []), id])
  const item = items.get(lot.sku)
  if (item === undefined) return
  addStatePackage(
    systems.metrc,
    store.licenceNumber,
    {
      Item: item,
      Quantity: lot.left,
      Label: lot.tag,
      LocationName: lot.room,
      ExpirationDate: lot.expiresOn,
    },
    new Date(at),
  )
}

/** Lots of a SKU with something left, in the order they came; what the till holds now. */
export const stocked = (
  { location, lots }: PracticeStore,
  sku: string,
): { readonly id: number; readonly tag: string; readonly quantity: number }[] =>
  (lots.get(sku) ?? []).flatMap((id) => {
    const held = location.packages.get(id)
    return held === undefined || held.quantity < 1 || held.status !== 'Active' ? [] : [held]
  })
