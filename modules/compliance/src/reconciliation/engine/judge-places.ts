import { packageEvents } from './evidence.ts'
import type { PackageFacts, World } from './facts.ts'
import type { Finding, Late } from './finding.ts'
import { worth } from './parts.ts'

const roomKey = (room: string): string => room.trim().toLowerCase().replaceAll(/\s+/g, ' ')

/** Rooms that go by different names at the till and with the state: the till's name to the state's. */
export type RoomNames = ReadonlyMap<string, string>

/** This many packages must agree before a pair of names is taken for one room. */
const ENOUGH = 3
const MOST = 0.6

/**
 * Learns which room of the till is which of the state's: the one most of its packages lie in. A name both sides use means
 * the same room.
 */
export const roomNames = (packages: readonly PackageFacts[]): RoomNames => {
  const counts = new Map<string, Map<string, number>>()
  const ofState = new Set<string>()
  for (const { pos, state } of packages) {
    if (state?.room != null) ofState.add(roomKey(state.room))
    if (pos?.room == null || state?.room == null || !pos.active || !state.active) continue
    const row = counts.get(roomKey(pos.room)) ?? new Map<string, number>()
    row.set(roomKey(state.room), (row.get(roomKey(state.room)) ?? 0) + 1)
    counts.set(roomKey(pos.room), row)
  }
  return new Map(
    [...counts].flatMap(([till, row]) => {
      if (ofState.has(till)) return [[till, till] as const]
      const total = [...row.values()].reduce((sum, count) => sum + count, 0)
      const [name, count] = [...row].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
      return count >= ENOUGH && count / total >= MOST ? [[till, name] as const] : []
    }),
  )
}

/** Whether till and state put the package into the same room. Rooms whose names could not be matched are not judged. */
export const judgePlace = (
  facts: PackageFacts,
  rooms: RoomNames,
  { coverage, lags }: World,
): { findings: Finding[]; late: Late[] } => {
  const { pos, state } = facts
  const nothing = { findings: [], late: [] }
  if (pos?.room == null || state?.room == null || !state.active || !pos.active) return nothing
  if (pos.quantity <= 0 || state.quantity <= 0) return nothing
  const expected = rooms.get(roomKey(pos.room))
  if (expected === undefined || expected === roomKey(state.room)) return nothing
  const until = Math.max(pos.roomSince ?? 0, state.roomSince ?? 0) + lags.report
  if (coverage.now < until)
    return {
      findings: [],
      late: [{ tag: facts.tag, what: 'room', reference: null, until, withholds: ['wrong_location'] }],
    }
  const finding: Finding = {
    class: 'wrong_location',
    cause: 'other_room',
    tag: facts.tag,
    subject: 'room',
    productId: facts.productId,
    quantityOff: null,
    unit: null,
    dollarsMinor: worth(state.quantity, facts.price),
    explanation: `The till has the package in ${pos.room}, the state in ${state.room}.`,
    evidence: packageEvents(facts, coverage.now),
    proposal: {
      kind: 'move_state',
      target: 'state',
      quantity: null,
      unit: null,
      reference: expected === roomKey(pos.room) ? pos.room : expected,
      reason: 'Look where it lies. If the till is right, move it with the state; else move it at the till.',
      by: 'interface',
      permission: 'compliance.correct',
    },
  }
  return { findings: [finding], late: [] }
}
