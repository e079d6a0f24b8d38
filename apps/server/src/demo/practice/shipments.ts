import { dayOf, epochDay } from '@suite/kernel'
import { EVERGREEN, packageTag } from '../../../demo/generate.ts'
import { openedAt, type PracticeStore, type PracticeWorld } from './world-shape.ts'

const HOUR = 3_600_000
/** Packages on a manifest. */
const PACKAGES = 4

/**
 * Two manifests on their way to each store at the opening, for people to count and take in: one that should have come in the
 * morning and one of the day after tomorrow; a store with few products has the first only. The first package of each carries
 * no expiry, as happens.
 */
export const ship = (world: PracticeWorld): void => {
  for (const [n, place] of [...world.stores.values()].entries()) {
    shipment(world, place, { vendor: n, afterHours: 10, first: 1 })
    if (place.store.bestOfRange === null)
      shipment(world, place, { vendor: n + 3, afterHours: 58, first: 1 + PACKAGES })
  }
}

const shipment = (
  world: PracticeWorld,
  place: PracticeStore,
  of: { readonly vendor: number; readonly afterHours: number; readonly first: number },
): void => {
  const { store } = place
  const opened = openedAt(store, world.opening.lastDay)
  const vendors = EVERGREEN.vendors.filter(({ name }) => goodsOf(place, name).length > 0)
  const vendor = vendors[of.vendor % vendors.length]
  if (vendor === undefined) return
  place.register.ship(
    {
      shipper: { licence: vendor.licenceNumber, name: vendor.name },
      arrivesAt: new Date(opened + of.afterHours * HOUR),
      packages: goodsOf(place, vendor.name)
        .slice(0, PACKAGES)
        .map((product, i) => ({
          sku: product.sku,
          tag: packageTag(store, String(of.first + i), '9'),
          quantity: product.casePack * 2,
          batch: `B-${of.first + i}`,
          wholesale: (product.costCents * product.casePack * 2) / 100,
          expiresOn: i === 0 ? null : dayOf(epochDay(world.opening.lastDay) + product.shelfLifeDays),
        })),
    },
    new Date(opened),
  )
}

/** What a vendor makes that the state follows. */
const goodsOf = ({ products, register }: PracticeStore, vendor: string) =>
  [...products.values()]
    .map(({ product }) => product)
    .filter((product) => product.vendor === vendor && register.follows(product.sku))
