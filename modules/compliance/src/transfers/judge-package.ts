import { parts } from '../reconciliation/engine/parts.ts'
import { measureOf } from '../reconciliation/engine/scale.ts'
import type { TransferConcern, TransferPackage, TransferStanding } from './contract.ts'

type Facts = Omit<TransferPackage, 'concerns'>

/** Lab states after which goods may be sold, by their names; anything else, and none, is to be looked at. */
const TESTED = new Set([
  'testpassed',
  'retestpassed',
  'notrequired',
  'processvalidated',
  'remediated',
  'decontaminated',
])

/** What is to be looked at of a package of a delivery. Quantities are compared only in one unit. */
export const concernsOf = (one: Facts, received: boolean): TransferConcern[] => {
  if (isSentBack(one.state)) return keptThoughSentBack(one) ? ['count_differs_at_state'] : []
  const concerns: (TransferConcern | false)[] = [
    ...countedConcerns(one, received),
    ...(received ? receivedConcerns(one) : [one.takenIn !== null && ('taken_early' as const)]),
    one.expiresOn === null && 'no_expiry',
    one.certificate === null && 'no_certificate',
    !TESTED.has((one.labState ?? '').toLowerCase()) && 'not_tested',
  ]
  return concerns.filter((concern) => concern !== false)
}

/** What the count on arrival says against the manifest and, once it was received there, against the state. */
const countedConcerns = (one: Facts, received: boolean): (TransferConcern | false)[] => {
  const { arrival } = one
  if (arrival === null) return []
  const told = one.receivedAtState
  if (arrival.rejected)
    return ['rejected_here', received && told !== null && parts(told) > 0 && 'count_differs_at_state']
  const off = parts(arrival.difference)
  return [
    off < 0 && 'counted_short',
    off > 0 && 'counted_over',
    received && told !== null && parts(told) !== parts(arrival.counted) && 'count_differs_at_state',
  ]
}

/** Counted here to stay, though the state has it as going back. */
const keptThoughSentBack = ({ arrival }: Facts): boolean =>
  arrival !== null && !arrival.rejected && parts(arrival.counted) > 0

const receivedConcerns = (one: Facts): (TransferConcern | false)[] => {
  const off = one.receivedAtState === null ? 0 : parts(one.receivedAtState) - parts(one.shipped)
  const ours = one.shelfUnit === null ? null : measureOf(one.shelfUnit)
  const theirs = measureOf(one.unit)
  const comparable = ours?.dimension === theirs.dimension && ours.inBase === theirs.inBase
  const taken = one.takenIn === null || !comparable ? null : parts(one.takenIn)
  return [
    off < 0 && 'short',
    off > 0 && 'over',
    one.onHand === null && 'not_on_shelf',
    taken !== null && taken !== parts(one.receivedAtState ?? one.shipped) && 'shelf_differs',
  ]
}

const isSentBack = (state: string): boolean => /^(rejected|returned)$/i.test(state.trim())

/** Where a delivery stands, by its packages and instants. */
export const standingOf = (
  delivery: {
    readonly expectedAt: Date | null
    readonly receivedAt: Date | null
    readonly packages: readonly Pick<TransferPackage, 'state'>[]
  },
  now: Date,
): TransferStanding => {
  const back = delivery.packages.filter(({ state }) => isSentBack(state)).length
  if (back > 0 && back === delivery.packages.length) return 'rejected'
  if (delivery.receivedAt !== null) return back > 0 ? 'partly_rejected' : 'received'
  return delivery.expectedAt !== null && delivery.expectedAt < now ? 'overdue' : 'expected'
}
