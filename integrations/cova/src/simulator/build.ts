import {
  nextId,
  type CovaState,
  type SimCustomer,
  type SimLocation,
  type SimPackage,
  type SimProduct,
} from './state.ts'

const SALES_FLOOR = 1
const VAULT = 2

/** Adds a location with a sales floor and a vault. */
export const addLocation = (state: CovaState, fields: Pick<SimLocation, 'name' | 'taxes'>): SimLocation => {
  const id = state.companyId + state.locations.size + 2
  const rooms = new Map([
    [id * 10 + SALES_FLOOR, 'Sales floor'],
    [id * 10 + VAULT, 'Vault'],
  ])
  const location: SimLocation = { id, rooms, ...fields }
  state.locations.set(id, location)
  return location
}

/** Adds a product. */
export const addProduct = (
  state: CovaState,
  fields: Pick<SimProduct, 'sku' | 'name' | 'category' | 'price'> & Partial<Omit<SimProduct, 'id'>>,
  at: Date,
): SimProduct => {
  const id = nextId(state, 'product')
  const product: SimProduct = {
    id,
    brand: 'Summit',
    supplier: 'High Plains',
    strain: null,
    strainType: null,
    thc: null,
    unit: 'Units',
    upc: `0000${String(state.issued).padStart(8, '0')}`,
    changedAt: at,
    ...fields,
  }
  state.products.set(id, product)
  return product
}

/** Receives a package: three quarters lie on the sales floor, the rest in the vault. */
export const addPackage = (
  state: CovaState,
  location: SimLocation,
  fields: { tag: string; productId: string; quantity: number; unitCost: number; expiresOn?: string },
  at: Date,
): SimPackage => {
  const [floor = 0, vault = 0] = [...location.rooms.keys()]
  const kept = Math.floor(fields.quantity / 4)
  const pack: SimPackage = {
    tag: fields.tag,
    productId: fields.productId,
    locationId: location.id,
    unitCost: fields.unitCost,
    expiresOn: fields.expiresOn ?? null,
    receivedAt: at,
    changedAt: at,
    byRoom: new Map([
      [floor, fields.quantity - kept],
      [vault, kept],
    ]),
  }
  state.packages.set(pack.tag, pack)
  return pack
}

/** Adds a customer. */
export const addCustomer = (state: CovaState, firstName: string, lastName: string): SimCustomer => {
  const customer = { id: nextId(state, 'customer'), firstName, lastName }
  state.customers.set(customer.id, customer)
  return customer
}

/** What is left of a package in all rooms. */
export const quantityOf = (pack: SimPackage): number =>
  Number([...pack.byRoom.values()].reduce((sum, each) => sum + each, 0).toFixed(4))
