import { addDays, businessDay, type Day } from '@suite/kernel'
import { liveDay, type WantedSale } from '../../../demo/live-day.ts'
import { packageTag, type EvergreenStore } from '../../../demo/generate.ts'
import type { DemoProduct } from '../../../demo/catalog.ts'
import { createChance } from '../../../demo/random.ts'
import type { Reported, ShopEvent } from './events.ts'
import { stocked } from './shelves.ts'
import type { PracticeStore, PracticeWorld } from './world-shape.ts'
import { instantAt } from './zone-time.ts'

const DAY_MS = 86_400_000
/** A shop that was switched off for longer counts as closed before. */
const LONGEST_CATCH_UP = 31 * DAY_MS
/** Days a shelf should last; below the first it is filled up to the second. */
const [LOW_COVER, FULL_COVER] = [1.5, 16]
/** Every so many sales one never reaches the state, and one reaches it twice. */
const [UNREPORTED_EVERY, DOUBLED_EVERY] = [400, 650]

/** Something a store's day brings, at an instant. */
type Due =
  | { readonly at: number; readonly kind: 'open'; readonly day: Day }
  | { readonly at: number; readonly kind: 'customer'; readonly wanted: WantedSale }

/** What is due at a store after everything that was looked at, up to `now`, in the order of the clock. */
export const dueUntil = (world: PracticeWorld, place: PracticeStore, now: number): Due[] => {
  const { store } = place
  const { lastDay, seed } = world.opening
  const from = Math.max(place.servedUntil, now - LONGEST_CATCH_UP)
  const due: Due[] = []
  const last = businessDay(new Date(now), store.timeZone, 0)
  let day = businessDay(new Date(from), store.timeZone, 0)
  if (day <= lastDay) day = addDays(lastDay, 1)
  for (; day <= last; day = addDays(day, 1)) {
    due.push({ kind: 'open', day, at: instantAt(day, store.opens * 3600 - 1800, store.timeZone) })
    for (const wanted of plannedDay(store, day, lastDay, seed))
      due.push({ kind: 'customer', wanted, at: instantAt(day, wanted.second, store.timeZone) })
  }
  return due.filter(({ at }) => at > from && at <= now)
}

const planned = new Map<string, readonly WantedSale[]>()
const REMEMBERED_DAYS = 12

const plannedDay = (store: EvergreenStore, day: Day, lastDay: Day, seed: number): readonly WantedSale[] => {
  const name = `${store.key} ${day} ${lastDay} ${seed}`
  const known = planned.get(name)
  if (known !== undefined) return known
  if (planned.size >= REMEMBERED_DAYS) planned.clear()
  const made = liveDay(store, day, lastDay, seed)
  planned.set(name, made)
  return made
}

/** What a due thing becomes with the shelf as it is. Never empty: that it was looked at is told too. */
export const eventsOf = (world: PracticeWorld, place: PracticeStore, due: Due): ShopEvent[] => {
  const looked = { kind: 'until', store: place.store.key, at: due.at } as const
  if (due.kind === 'open') return [...deliveriesOf(world, place, due.day, due.at), looked]
  const lines = due.wanted.lines.flatMap((line) => takeFrom(place, line))
  if (lines.length === 0) return [looked]
  const { medical } = due.wanted
  return [
    {
      kind: 'sale',
      store: place.store.key,
      at: due.at,
      medical,
      lines: merged(lines),
      reported: reportOf(place),
    },
  ]
}

interface Line {
  readonly tag: string
  readonly units: number
  readonly discountMinor: number
}

/** From the oldest lots; a customer takes what there is. */
const takeFrom = (place: PracticeStore, wanted: WantedSale['lines'][number]): Line[] => {
  const price = place.products.get(wanted.sku)?.product.priceCents ?? 0
  let open = wanted.units
  return stocked(place, wanted.sku).flatMap(({ tag, quantity }) => {
    const units = Math.min(open, Math.floor(quantity))
    open -= units
    return units === 0
      ? []
      : [{ tag, units, discountMinor: Math.round((price * units * wanted.percentOff) / 100) }]
  })
}

/** A basket may want the same product twice, but not more than the shelf holds: the later wish goes. */
const merged = (lines: readonly Line[]): Line[] => [
  ...new Map(lines.toReversed().map((line) => [line.tag, line])).values(),
]

const reportOf = ({ sales }: PracticeStore): Reported => {
  if ((sales + 1) % UNREPORTED_EVERY === 40) return 'never'
  return (sales + 1) % DOUBLED_EVERY === 90 ? 'twice' : 'once'
}

/** Before opening, what is nearly out is filled up, as a habitual buyer's order of last week would. Stories stay told. */
const deliveriesOf = (world: PracticeWorld, place: PracticeStore, day: Day, at: number): ShopEvent[] => {
  const { store, products } = place
  const chance = createChance(world.opening.seed, store.key, 'deliveries', day)
  const delivered = { ...store, tagPrefix: `${store.tagPrefix}9` }
  let count = place.deliveries
  return [...products.values()].flatMap(({ product }) => {
    const arrives = chance.hit(0.5)
    const pace = product.unitsPerDay * store.traffic
    const left = stocked(place, product.sku).reduce((sum, { quantity }) => sum + quantity, 0)
    if (!arrives || left >= pace * LOW_COVER || isLeftToTheBuyer(product)) return []
    count += 1
    const cases = Math.max(1, Math.ceil((pace * FULL_COVER) / product.casePack))
    const expiresOn = addDays(day, product.shelfLifeDays)
    return [
      {
        kind: 'delivery',
        store: store.key,
        at,
        sku: product.sku,
        tag: packageTag(delivered, String(count)),
        units: cases * product.casePack,
        expiresOn,
      },
    ]
  })
}

/** Products the demo shows running out. */
const isLeftToTheBuyer = ({ story }: DemoProduct): boolean =>
  story === 'stock_out' || story === 'low' || story === 'ending'
