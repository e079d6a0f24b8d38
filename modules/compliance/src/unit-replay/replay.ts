import { partsText, type Parts } from '../reconciliation/engine/parts.ts'
import type { Scale } from '../reconciliation/engine/scale.ts'
import type { ReplayEvent } from './contract.ts'

export type ReplaySide = 'shelf' | 'pos' | 'state'

/** Something a side recorded: a change of what it holds, or a statement of it (`holds`). */
export interface RecordedEvent {
  readonly at: number
  readonly side: ReplaySide
  readonly what: string
  readonly change: Parts | null
  /** What the side says it holds after it; null where only the change is known. */
  readonly holds: Parts | null
  readonly unit: string
  readonly reference: string | null
  readonly actor: string | null
}

/** A package's past, event by event. */
export interface Replayed {
  readonly events: readonly ReplayEvent[]
  readonly now: ReplayEvent['after']
  readonly apartSince: string | null
}

/**
 * Replays what the sides recorded in order of time, with the running balance of each; statements overrule what the changes
 * add up to. Sides are compared in the scale's unit, within its slack; one that has said nothing yet is left out.
 */
export const replay = (recorded: readonly RecordedEvent[], scale: Scale): Replayed => {
  const held: Record<ReplaySide, Parts | null> = { shelf: null, pos: null, state: null }
  const units: Partial<Record<ReplaySide, string>> = {}
  let apartSince: string | null = null
  const events = recorded
    .toSorted((a, b) => a.at - b.at)
    .map((event): ReplayEvent => {
      const { side, change, holds } = event
      units[side] = event.unit
      held[side] = holds ?? (change === null ? held[side] : (held[side] ?? 0) + change)
      const apart = areApart(held, units, scale)
      const at = new Date(event.at).toISOString()
      apartSince = apart ? (apartSince ?? at) : null
      return {
        at,
        side,
        what: event.what,
        change: change === null ? null : partsText(change),
        reference: event.reference,
        actor: event.actor,
        after: textsOf(held),
        apart,
      }
    })
  return { events, now: textsOf(held), apartSince }
}

const textsOf = (held: Readonly<Record<ReplaySide, Parts | null>>): ReplayEvent['after'] => {
  const text = (parts: Parts | null) => (parts === null ? null : partsText(parts))
  return { shelf: text(held.shelf), pos: text(held.pos), state: text(held.state) }
}

const areApart = (
  held: Readonly<Record<ReplaySide, Parts | null>>,
  units: Readonly<Partial<Record<ReplaySide, string>>>,
  scale: Scale,
): boolean => {
  const said = (['shelf', 'pos', 'state'] as const).flatMap((side) => {
    const quantity = held[side]
    const compared = quantity === null ? null : scale.of(quantity, units[side] ?? scale.unit)
    return compared === null ? [] : [compared]
  })
  const [first = 0, ...others] = said
  return others.some((other) => Math.abs(other - first) > scale.slack(first))
}
