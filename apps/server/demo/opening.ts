import { addDays, type Day } from '@suite/kernel'
import { EVERGREEN, type EvergreenStore } from './evergreen.ts'
import { HISTORY_DAYS } from './generate.ts'
import { simulateStore } from './simulate.ts'

/** Seed and last day of the history that export files and practice systems share. */
export interface OpeningPlan {
  readonly lastDay: Day
  readonly seed: number
  readonly days?: number
}

/** One lot on a shelf at the opening; zero `left` is a product without stock. */
export interface OpeningLot {
  readonly sku: string
  readonly tag: string
  readonly batch: string
  readonly expiresOn: Day
  readonly room: string
  readonly left: number
}

/** What the practice systems hold when they begin: every store's shelf after closing on the last day of the files. */
export interface Opening {
  readonly lastDay: Day
  readonly seed: number
  readonly stores: readonly { readonly key: EvergreenStore['key']; readonly lots: readonly OpeningLot[] }[]
}

/** The shelves the inventory files of the same plan list, so that till, state and files begin alike. */
export const openingOf = ({ lastDay, seed, days = HISTORY_DAYS }: OpeningPlan): Opening => ({
  lastDay,
  seed,
  stores: EVERGREEN.stores.map((store) => ({
    key: store.key,
    lots: simulateStore(store, { firstDay: addDays(lastDay, 1 - days), lastDay }, seed).shelves.flatMap(
      (shelf) =>
        shelf.listed().map(({ tag, batch, expiresOn, room, left }) => ({
          sku: shelf.product.sku,
          tag,
          batch,
          expiresOn,
          room,
          left,
        })),
    ),
  })),
})
