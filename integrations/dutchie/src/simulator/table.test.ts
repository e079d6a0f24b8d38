import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chance } from '@suite/simulator'
import { createCalendar } from './calendar.ts'
import { createTable, type RangeEnds } from './table.ts'

interface Row {
  readonly id: number
  readonly note: number
}

const steps = fc.array(
  fc.record({ id: fc.integer({ min: 1, max: 12 }), pause: fc.integer({ min: 0, max: 500 }) }),
  { maxLength: 120 },
)

/** The same by looking at everything. */
const slowly = (versions: readonly (Row & { modified: number; visibleAt: number })[], now: number) => {
  const seen = new Map<number, Row & { modified: number }>()
  for (const version of versions) if (version.visibleAt <= now) seen.set(version.id, version)
  return seen
}

test('shows what looking at every version would show, whatever the lag', () => {
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 0, max: 900 }),
      fc.integer(),
      fc.constantFrom<RangeEnds>('inclusive', 'exclusive'),
      fc.tuple(fc.nat(30_000), fc.nat(30_000), fc.nat(2_000)),
      (list, longest, seed, ends, [one, other, after]) => {
        const random = chance(seed)
        let lag = 0
        const table = createTable<Row>(({ id }) => id, {
          lag: () => (lag = Math.floor(random() * longest)),
          ends: () => ends,
        })
        const versions: (Row & { modified: number; visibleAt: number })[] = []
        let at = 0
        for (const [note, step] of list.entries()) {
          at += step.pause
          const before = versions.findLast(({ id }) => id === step.id)
          table.put({ id: step.id, note }, at)
          const modified = before === undefined ? at : Math.max(at, before.modified + 1)
          versions.push({ id: step.id, note, modified, visibleAt: at + lag })
        }
        const now = at + after
        const seen = slowly(versions, now)
        const [from, until] = [Math.min(one, other), Math.max(one, other)]
        const isIn = (ms: number) =>
          ends === 'inclusive' ? ms >= from && ms <= until : ms > from && ms < until
        const notes = table.changed(from, until, now).map(({ row }) => row.note)
        const wanted = [...seen.values()].filter(({ modified }) => isIn(modified)).map(({ note }) => note)
        expect(notes.toSorted((a, b) => a - b)).toEqual(wanted.toSorted((a, b) => a - b))
        expect(table.allSeen(now)).toHaveLength(seen.size)
      },
    ),
  )
})

test('forgets superseded versions, so that it does not grow with every change', () => {
  const table = createTable<Row>(({ id }) => id, { lag: () => 0, ends: () => 'inclusive' })
  for (let note = 0; note < 50_000; note += 1) table.put({ id: note % 7, note }, note)
  expect(table.size).toBe(7)
  expect(table.changed(0, 50_000, 50_000).map(({ row }) => row.note)).toEqual([
    49_993, 49_994, 49_995, 49_996, 49_997, 49_998, 49_999,
  ])
})

test('a calendar gives the ids of a range, in whatever order they came', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000)), fc.nat(1_000), fc.nat(1_000), (times, one, other) => {
      const calendar = createCalendar()
      for (const [id, at] of times.entries()) calendar.add(id, at)
      const [from, until] = [Math.min(one, other), Math.max(one, other)]
      const wanted = times.flatMap((at, id) => (at >= from && at <= until ? [{ at, id }] : []))
      expect(calendar.between(from, until)).toEqual(
        wanted.toSorted((a, b) => a.at - b.at || a.id - b.id).map(({ id }) => id),
      )
    }),
  )
})
