import type { BioTrackState } from '@suite/biotrack/simulator'
import type { DutchieState, SimLocation } from '@suite/dutchie/simulator'
import type { MetrcState } from '@suite/metrc/simulator'
import type { DemoProduct } from '../../../demo/catalog.ts'
import type { EvergreenStore } from '../../../demo/generate.ts'
import type { Opening } from '../../../demo/opening.ts'
import type { StateRegister } from './register.ts'
import { instantAt } from './zone-time.ts'

/** One store as both systems hold it. */
export interface PracticeStore {
  readonly store: EvergreenStore
  readonly location: SimLocation
  /** Catalogue entry and Dutchie's number of a SKU. */
  readonly products: ReadonlyMap<string, { readonly product: DemoProduct; readonly id: number }>
  readonly register: StateRegister
  /** Package ids of a SKU in the order they came. */
  readonly lots: Map<string, number[]>
  /** Everything a customer wanted until here was looked at. */
  servedUntil: number
  sales: number
  deliveries: number
}

/** Till and state registers of all stores, and what they share. */
export interface PracticeWorld {
  readonly opening: Opening
  readonly dutchie: DutchieState
  readonly metrc: MetrcState
  readonly biotrack: BioTrackState
  readonly stores: ReadonlyMap<EvergreenStore['key'], PracticeStore>
}

/** Minutes after closing at which the shelf was counted: the export of the imported history says the same. */
const COUNT_AFTER_CLOSING = 15

/** When the imported history ends for a store and its practice systems begin. */
export const openedAt = (store: EvergreenStore, lastDay: string): number =>
  instantAt(lastDay, (store.closes * 60 + COUNT_AFTER_CLOSING) * 60, store.timeZone)
