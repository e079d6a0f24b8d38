import { addPackage, type DutchieState } from '@suite/dutchie/simulator'
import type { OpeningLot } from '../../../demo/opening.ts'
import type { PracticeStore } from './world-shape.ts'

/** Puts a lot on a store's shelf in the till and, if it is cannabis, in the state's register. */
export const putOnShelf = (
  dutchie: DutchieState,
  { location, products, register, lots }: PracticeStore,
  lot: OpeningLot,
  at: number,
): void => {
  const known = products.get(lot.sku)
  if (known === undefined) return
  const { sku, tag, batch, room, expiresOn, left } = lot
  const { id } = addPackage(
    dutchie,
    location,
    { productId: known.id, quantity: left, tag, batch, room, expiresOn },
    new Date(at),
  )
  lots.set(sku, [...(lots.get(sku) ?? []), id])
  if (register.follows(sku)) register.addLot({ sku, tag, quantity: left, room, expiresOn }, new Date(at))
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
