import {
  nextId,
  type FlowhubState,
  type SimCustomer,
  type SimLocation,
  type SimPackage,
  type SimTax,
  type SimVariant,
} from './state.ts'

export const FLOOR = 'Sales floor'
export const VAULT = 'Vault'

/** Opens a store. */
export const addLocation = (
  state: FlowhubState,
  name: string,
  taxes: readonly SimTax[],
  timeZone = 'America/Denver',
): SimLocation => {
  const location = {
    locationId: nextId(state, 'location'),
    importId: nextId(state, 'location'),
    name,
    timeZone,
    taxes,
  }
  state.locations.set(location.locationId, location)
  return location
}

/** Adds what is sold in one size. */
export const addVariant = (
  state: FlowhubState,
  fields: Pick<SimVariant, 'name' | 'category' | 'priceCents'> & Partial<SimVariant>,
): SimVariant => {
  const variant: SimVariant = {
    variantId: nextId(state, 'variant'),
    parentProductId: nextId(state, 'product'),
    variantName: fields.name,
    brand: 'Summit',
    supplier: 'High Plains',
    strain: 'Blue Dream',
    species: 'Sativa-dom',
    thcPercent: null,
    unit: 'each',
    ...fields,
  }
  state.variants.set(variant.variantId, variant)
  return variant
}

/** Receives a delivery: half of it is put on the sales floor, the rest locked away. */
export const addPackage = (
  state: FlowhubState,
  fields: Pick<SimPackage, 'variantId' | 'locationId' | 'tag' | 'costCents'> & {
    readonly quantity: number
    readonly expiresOn?: string
  },
  receivedAt: Date,
): SimPackage => {
  const { quantity, expiresOn, ...rest } = fields
  const onFloor = Math.ceil(quantity / 2)
  const made: SimPackage = {
    ...rest,
    productId: nextId(state, 'product'),
    sku: String(100_000 + state.packages.size),
    expiresOn: expiresOn ?? null,
    receivedAt,
    byRoom: new Map([
      [FLOOR, onFloor],
      [VAULT, quantity - onFloor],
    ]),
  }
  state.packages.set(made.sku, made)
  return made
}

/** Adds a customer. */
export const addCustomer = (state: FlowhubState, name: string, updatedAt: Date): SimCustomer => {
  const customer = { id: nextId(state, 'customer'), name, updatedAt }
  state.customers.set(customer.id, customer)
  return customer
}
