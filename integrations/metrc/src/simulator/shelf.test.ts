import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createShelf, type Keeping } from './shelf.ts'

const steps = fc.array(
  fc.record({ id: fc.integer({ min: 1, max: 12 }), at: fc.nat(1_000), mine: fc.boolean() }),
  { maxLength: 60 },
)

it('lists by span exactly what a look at every record finds, whatever the order of the commits', () =>
  fc.assert(
    fc.property(
      steps,
      fc.nat(50),
      fc.nat(1_100),
      fc.nat(1_000),
      fc.nat(500),
      (list, lagMs, now, start, length) => {
        const keeping: Keeping = { lagMs, undo: null }
        const shelf = createShelf<{ Id: number; n: number }>(keeping)
        for (const [n, { id, at, mine }] of list.entries()) {
          const licence = mine ? 'A' : 'B'
          if (shelf.get(id) === undefined) shelf.add({ Id: id, n }, [licence], new Date(at))
          else shelf.change(id, new Date(at), (row) => ({ ...row, n }))
        }
        const span = { start, end: start + length }
        const at = new Date(now)
        const every = shelf.list('A', at, () => true, 'every')
        const within = shelf.list('A', at, () => true, 'span', span)
        expect(within).toEqual(every.filter(({ modified }) => modified >= span.start && modified <= span.end))
        expect(every.map(({ row }) => row.Id)).toEqual(
          every.map(({ row }) => row.Id).toSorted((a, b) => b - a),
        )
      },
    ),
  ))

it('takes back what a failed write did, new records and changes', () => {
  const keeping: Keeping = { lagMs: 0, undo: null }
  const shelf = createShelf<{ Id: number; n: number }>(keeping)
  const at = new Date(5)
  shelf.add({ Id: 1, n: 1 }, ['A'], at)
  const undo: (() => void)[] = []
  keeping.undo = undo
  shelf.change(1, at, (row) => ({ ...row, n: 2 }))
  shelf.change(1, at, (row) => ({ ...row, n: 3 }))
  shelf.add({ Id: 2, n: 9 }, ['A'], at)
  for (const step of undo.toReversed()) step()
  expect(shelf.all()).toEqual([{ Id: 1, n: 1 }])
  expect(shelf.list('A', at, () => true, 'key').map(({ row }) => row)).toEqual([{ Id: 1, n: 1 }])
})
