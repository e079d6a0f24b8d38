import type { SimCustomer, SimProduct } from './rows.ts'
import type { SimLocation } from './state.ts'

/** Changes a product: its price, its name, whether it is sold. @throws Error when there is none */
export const changeProduct = (
  location: SimLocation,
  id: number,
  fields: Partial<Omit<SimProduct, 'id'>>,
  at: Date,
): SimProduct => {
  const before = location.products.get(id)
  if (before === undefined) throw new Error(`There is no product ${id} at ${location.name}.`)
  const after = { ...before, ...fields }
  location.products.put(after, at.getTime())
  return after
}

/** Changes a customer; `mergedInto` makes one part of another. @throws Error when there is none */
export const changeCustomer = (
  location: SimLocation,
  id: number,
  fields: Partial<Omit<SimCustomer, 'id'>>,
  at: Date,
): SimCustomer => {
  const before = location.customers.get(id)
  if (before === undefined) throw new Error(`There is no customer ${id} at ${location.name}.`)
  const after = { ...before, ...fields }
  location.customers.put(after, at.getTime())
  return after
}
