import { chance } from '@suite/simulator'
import { addFacility, addItem, addLabResults, addLocation, addPackage, addStrain, addUser } from './build.ts'
import { shipTransfer } from './operator.ts'
import { addReceipt } from './past-sales.ts'
import { emptyMetrcState, type MetrcState } from './state.ts'

const DAY = 86_400_000
const KINDS = [
  ['Blue Dream 3.5 g', 'Pre-Rolls'],
  ['Sour Diesel Flower', 'Buds'],
  ['Northern Lights Flower', 'Buds'],
  ['Berry Gummies 100 mg', 'Infused Edibles'],
  ['Live Resin Cartridge 0.5 g', 'Vape Cartridges'],
  ['Relief Balm', 'Topicals'],
] as const

/** The keys of the small shop. */
export const DEMO_KEYS = { vendorKey: 'demo-vendor-key', userKey: 'demo-user-key' }

/**
 * A small shop for a simulator that runs alone: one store with rooms, six items, packages, a month of sales and a delivery
 * on its way. The same seed gives the same shop.
 */
export const smallShop = (at: Date, seed = 1): MetrcState => {
  const state = emptyMetrcState()
  const random = chance(seed)
  const licence = '402R-00001'
  const opened = new Date(at.getTime() - 60 * DAY)
  addFacility(state, { licence, name: 'Evergreen Collective Denver', zone: 'America/Denver' }, opened)
  state.vendorKeys.add(DEMO_KEYS.vendorKey)
  addUser(state, { key: DEMO_KEYS.userKey, name: 'Dana Demo', licences: [licence] })
  addLocation(state, licence, 'Vault', opened)
  addStrain(state, licence, 'Blue Dream', opened)
  const packages = KINDS.flatMap(([Name, ProductCategoryName]) => {
    const item = addItem(state, licence, { Name, ProductCategoryName, StrainName: 'Blue Dream' }, opened)
    return [0, 1, 2].map(() => addPackage(state, licence, { Item: item, Quantity: 400 }, opened))
  })
  for (const { Label } of packages.slice(0, 6))
    addLabResults(state, Label, [{ name: 'THC', passed: true, level: 21.4 }], opened)
  const times = Array.from({ length: 300 }, () => at.getTime() - Math.floor(random() * 30 * DAY))
  for (const [index, time] of times.toSorted((one, other) => one - other).entries()) {
    const sold = packages[Math.floor(random() * packages.length)]
    if (sold === undefined) continue
    const quantity = 1 + Math.floor(random() * 3)
    const lines = [{ tag: sold.Label, quantity, unit: sold.UnitOfMeasureName, amount: quantity * 12.5 }]
    const soldAt = new Date(time)
    addReceipt(state, licence, { number: `R-${index + 1}`, soldAt, lines }, soldAt)
  }
  shipTransfer(
    state,
    {
      shipper: { licence: '403R-00007', name: 'High Plains Cultivation' },
      recipient: licence,
      arrivesAt: new Date(at.getTime() + DAY),
      packages: [1, 2, 3].map((number) => ({
        tag: `1A4FF0700000001000000${String(number).padStart(3, '0')}`,
        item: { Name: 'Sour Diesel Flower', ProductCategoryName: 'Buds' },
        quantity: 453.6,
        unit: 'Grams',
        wholesale: 900,
      })),
    },
    at,
  )
  return state
}
