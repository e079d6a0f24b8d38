import fc from 'fast-check'
import { expect, it } from 'vitest'
import { highestBySums, transactionAt } from './since.ts'

const ids = fc
  .uniqueArray(fc.integer({ min: 1, max: 2_000_000_000 }), { maxLength: 200 })
  .map((list) => list.toSorted((one, other) => one - other))

it('finds the highest of any numbers within a hundred by a few dozen sums', async () => {
  await fc.assert(
    fc.asyncProperty(ids, async (list) => {
      let asked = 0
      const found = await highestBySums((start) => {
        asked += 1
        return Promise.resolve(list.filter((id) => id >= start).reduce((sum, id) => sum + id, 0))
      })
      const highest = list.at(-1) ?? 0
      expect(found).toBeGreaterThanOrEqual(highest)
      expect(found).toBeLessThanOrEqual(highest + (highest === 0 ? 0 : 100))
      expect(asked).toBeLessThan(60)
    }),
  )
})

it('begins before the first row that is wanted, whatever the rows and the instant', async () => {
  await fc.assert(
    fc.asyncProperty(ids, fc.integer({ min: 0, max: 2_000_000_000 }), async (list, second) => {
      // a second for each transaction
      const numbering = {
        highest: () => Promise.resolve(list.at(-1) ?? 0),
        firstAt: (start: number) => {
          const first = list.find((id) => id >= start)
          return Promise.resolve(first === undefined ? null : new Date(first * 1000))
        },
      }
      const start = await transactionAt(numbering, new Date(second * 1000))
      const wanted = list.filter((id) => id >= second)
      expect(wanted.every((id) => id >= start)).toBe(true)
    }),
  )
})

it('begins at the beginning where the server tells no sums', async () => {
  expect(await highestBySums(() => Promise.resolve(null))).toBeNull()
  const blind = { highest: () => Promise.resolve(null), firstAt: () => Promise.resolve(null) }
  expect(await transactionAt(blind, new Date(0))).toBe(1)
})
