import {
  nextId,
  PLACES,
  type SimCustomer,
  type SimPackage,
  type SimProduct,
  type TreezState,
} from './state.ts'

/** Adds a product. */
export const addProduct = (
  state: TreezState,
  fields: Pick<SimProduct, 'sku' | 'name' | 'category' | 'price'> & Partial<Omit<SimProduct, 'id'>>,
  at: Date,
): SimProduct => {
  const product: SimProduct = {
    id: nextId(state, 'product'),
    subtype: 'PRE-PACK',
    brand: 'SUMMIT',
    classification: null,
    uom: 'EACH',
    amount: 1,
    thc: null,
    changedAt: at,
    ...fields,
  }
  state.products.set(product.id, product)
  return product
}

/** Receives a package: three quarters lie where they are sold, the rest in the store room. */
export const addPackage = (
  state: TreezState,
  fields: { tag: string; productId: string; quantity: number; expiresOn?: string },
  at: Date,
): SimPackage => {
  const kept = Math.floor(fields.quantity / 4)
  const pack: SimPackage = {
    tag: fields.tag,
    barcode: `B${(state.packages.size + 1_000).toString(36).toUpperCase()}`,
    productId: fields.productId,
    expiresOn: fields.expiresOn ?? null,
    receivedOn: at.toISOString().slice(0, 10),
    byPlace: new Map([
      [PLACES.front, fields.quantity - kept],
      [PLACES.back, kept],
    ]),
  }
  state.packages.set(pack.tag, pack)
  return pack
}

/** Adds a customer. */
export const addCustomer = (
  state: TreezState,
  firstName: string,
  lastName: string,
  changedAt: Date,
): SimCustomer => {
  const customer = { id: state.customers.size + 1, firstName, lastName, changedAt }
  state.customers.set(customer.id, customer)
  return customer
}

/** What is left of a package in all places. */
export const quantityOf = (pack: SimPackage): number =>
  Number([...pack.byPlace.values()].reduce((sum, each) => sum + each, 0).toFixed(4))
