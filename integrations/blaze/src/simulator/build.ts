import { nextId, type BlazeState, type SimBatch, type SimMember, type SimProduct } from './state.ts'

/** Adds a product. */
export const addProduct = (
  state: BlazeState,
  fields: Pick<SimProduct, 'sku' | 'name' | 'category' | 'price'> & Partial<Omit<SimProduct, 'id'>>,
  at: Date,
): SimProduct => {
  const product: SimProduct = {
    id: nextId(state),
    unitType: 'units',
    brand: 'Summit',
    vendor: 'High Plains',
    strain: 'Blue Dream',
    flowerType: 'Hybrid',
    thc: 0,
    changedAt: at,
    ...fields,
  }
  state.products.set(product.id, product)
  return product
}

/** Receives a batch. */
export const addBatch = (
  state: BlazeState,
  fields: Pick<SimBatch, 'productId' | 'tag' | 'quantity' | 'costPerUnit'> & { readonly expiresOn?: string },
  at: Date,
): SimBatch => {
  const batch: SimBatch = { id: nextId(state), expiresOn: null, receivedAt: at, changedAt: at, ...fields }
  state.batches.set(batch.id, batch)
  return batch
}

/** Adds a member. */
export const addMember = (state: BlazeState, firstName: string, lastName: string): SimMember => {
  const member = { id: nextId(state), firstName, lastName }
  state.members.set(member.id, member)
  return member
}
