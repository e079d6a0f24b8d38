import { shipTransfer } from '@suite/metrc/simulator'
import { dayOf, epochDay } from '@suite/kernel'
import { EVERGREEN } from '../../../demo/generate.ts'
import { openedAt, type PracticeStore, type PracticeWorld } from './world-shape.ts'

const HOUR = 3_600_000
/** Packages on a manifest. */
const PACKAGES = 4

/**
 * Two manifests on their way to each store at the opening, for people to count and take in: one that should have come in the
 * morning and one of the day after tomorrow. The first package of each carries no expiry, as happens.
 */
export const ship = (world: PracticeWorld): void => {
  for (const [n, place] of [...world.stores.values()].entries()) {
    shipment(world, place, { vendor: n, afterHours: 10, first: 1 })
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
  shipTransfer(
    world.metrc,
    {
      shipper: { licence: vendor.licenceNumber, name: vendor.name },
      recipient: store.licenceNumber,
      arrivesAt: new Date(opened + of.afterHours * HOUR),
      packages: goodsOf(place, vendor.name)
        .slice(0, PACKAGES)
        .map(({ product, item }, i) => ({
          tag: `${store.tagPrefix}${String(of.first + i).padStart(17, '9')}`,
          item: { Name: item.Name, ProductCategoryName: item.ProductCategoryName },
          quantity: product.casePack * 2,
          unit: 'Each',
          batch: `B-${of.first + i}`,
          wholesale: (product.costCents * product.casePack * 2) / 100,
          ...(i === 0 ? {} : { expiresOn: dayOf(epochDay(world.opening.lastDay) + product.shelfLifeDays) }),
        })),
    },
    new Date(opened),
  )
}

/** What a vendor makes that the state follows. */
const goodsOf = (place: PracticeStore, vendor: string) =>
  [...place.items].flatMap(([sku, item]) => {
    const product = place.products.get(sku)?.product
    return product?.vendor === vendor ? [{ product, item }] : []
  })
