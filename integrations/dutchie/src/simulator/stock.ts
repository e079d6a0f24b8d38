import type { SimMovement, SimPackage } from './rows.ts'
import type { DutchieState, SimLocation } from './state.ts'

/** Quantities have four places. */
export const round4 = (value: number): number => Math.round(value * 10_000) / 10_000

/** A package by id: the truth. @throws Error when there is none */
export const packageOf = (location: SimLocation, id: number): SimPackage => {
  const found = location.packages.get(id)
  if (found === undefined) throw new Error(`There is no package ${id} at ${location.name}.`)
  return found
}

/** Changes what a package holds and notes when and by how much. */
export const changeStock = (location: SimLocation, id: number, by: number, at: number): SimPackage => {
  const before = packageOf(location, id)
  const after = { ...before, quantity: round4(before.quantity + by) }
  location.packages.put(after, at)
  noteDelta(location, id, by, at)
  return after
}

/** Notes when a package's stock changed, and by how much. */
export const noteDelta = (location: SimLocation, id: number, by: number, at: number): void => {
  const deltas = location.deltas.get(id) ?? { at: [], by: [] }
  deltas.at.push(at)
  deltas.by.push(by)
  location.deltas.set(id, deltas)
}

/** What a package held at an instant, of what is known now. */
export const quantityAt = (location: SimLocation, id: number, at: number): number => {
  const deltas = location.deltas.get(id)
  let quantity = 0
  for (const [index, when] of (deltas?.at ?? []).entries()) if (when <= at) quantity += deltas?.by[index] ?? 0
  return round4(quantity)
}

/** Notes a movement other than a sale, as `/inventory/inventorytransaction` lists it. */
export const noteMovement = (
  state: DutchieState,
  location: SimLocation,
  movement: Omit<SimMovement, 'id'>,
): void => {
  location.movements.push({ id: state.nextId(), ...movement })
}

/** Adjusts what a package holds, as a person does in the back office. */
export const adjustStock = (
  state: DutchieState,
  location: SimLocation,
  adjustment: {
    readonly packageId: number
    readonly to: number
    readonly reason: string
    readonly by?: string
  },
  at: Date,
): void => {
  const before = packageOf(location, adjustment.packageId)
  changeStock(location, before.id, adjustment.to - before.quantity, at.getTime())
  noteMovement(state, location, {
    at: at.getTime(),
    type: 'Adjust',
    packageId: before.id,
    from: before.quantity,
    to: adjustment.to,
    reason: adjustment.reason,
    by: adjustment.by ?? null,
    fromRoomId: before.roomId,
    toRoomId: before.roomId,
    deliveryId: null,
  })
}

/** Carries a package to another room. */
export const movePackage = (
  state: DutchieState,
  location: SimLocation,
  move: { readonly packageId: number; readonly roomId: number },
  at: Date,
): void => {
  const before = packageOf(location, move.packageId)
  location.packages.put({ ...before, roomId: move.roomId }, at.getTime())
  noteMovement(state, location, {
    at: at.getTime(),
    type: 'Move',
    packageId: before.id,
    from: before.quantity,
    to: before.quantity,
    reason: null,
    by: null,
    fromRoomId: before.roomId,
    toRoomId: move.roomId,
    deliveryId: null,
  })
}

/** Changes any field of a package but its stock: status, lab result, dates, what open orders hold. */
export const changePackage = (
  location: SimLocation,
  id: number,
  fields: Partial<Omit<SimPackage, 'id' | 'quantity'>>,
  at: Date,
): void => location.packages.put({ ...packageOf(location, id), ...fields }, at.getTime())
