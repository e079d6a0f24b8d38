import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import type { MetrcClient } from './client.ts'
import { list } from './endpoint.ts'
import { countRows, pagesOf, rowsOf } from './paging.ts'

const endpoint = list('/things/v2/active', z.looseObject({ Id: z.number() }))

/** A list newest first that `change` may alter before each page is read. */
const changingList = (ids: number[], change: (ids: number[], call: number) => number[]) => {
  let now = ids
  let calls = 0
  const page = (_: unknown, __: unknown, { number, size }: { number: number; size: number }) => {
    calls += 1
    if (calls > 1) now = change(now, calls)
    const newest = now.toSorted((one, other) => other - one)
    const rows = newest.slice((number - 1) * size, number * size).map((Id) => ({ Id }))
    return Promise.resolve({ rows, raw: rows, refused: [], total: now.length })
  }
  return { client: { page } as unknown as Pick<MetrcClient, 'page'>, left: () => now, calls: () => calls }
}

const walk = async (client: Pick<MetrcClient, 'page'>, size: number): Promise<number[]> => {
  const seen: number[] = []
  for await (const { rows } of pagesOf(client, endpoint, { licence: 'L' }, size))
    seen.push(...rows.map(({ Id }) => Id))
  return seen
}

it('loses nothing and doubles nothing while rows come and go', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.record({ added: fc.nat(5), removed: fc.array(fc.nat(200), { maxLength: 5 }) }), {
        maxLength: 40,
      }),
      async (count, size, steps) => {
        const ids = Array.from({ length: count }, (_, index) => index + 1)
        let next = 1_000
        const removed = new Set<number>()
        const { client, left } = changingList(ids, (now, call) => {
          const step = steps[call - 2]
          if (step === undefined) return now
          const gone = new Set(step.removed.map((place) => now[place % Math.max(1, now.length)]))
          for (const id of gone) if (id !== undefined) removed.add(id)
          const added = Array.from({ length: step.added }, () => (next += 1))
          return [...now.filter((id) => !gone.has(id)), ...added]
        })
        const seen = await walk(client, size)
        expect(new Set(seen).size).toBe(seen.length)
        const missed = left().filter((id) => id <= count && !seen.includes(id))
        expect(missed).toEqual([])
      },
    ),
    { numRuns: 300 },
  ))

it('would miss a row by a plain walk: the case the going back is for', async () => {
  const { client, calls } = changingList([6, 5, 4, 3, 2, 1], (now, call) =>
    call === 2 ? now.filter((id) => id < 5) : now,
  )
  expect(await walk(client, 2)).toEqual([6, 5, 2, 1, 4, 3])
  expect(calls()).toBe(4)
})

it('stops after the last page without asking for an empty one', async () => {
  const { client, calls } = changingList([1, 2, 3, 4], (now) => now)
  expect(await walk(client, 2)).toEqual([4, 3, 2, 1])
  expect(calls()).toBe(2)
})

it('tells rows without an id apart by all they say, and deliveries of one transfer by both ids', async () => {
  const rows = [
    { a: 1 },
    { a: 1 },
    { a: 2 },
    { Id: 1, DeliveryId: 1 },
    { Id: 1, DeliveryId: 2 },
    { Id: 1, DeliveryId: 2 },
  ]
  const client = {
    page: () => Promise.resolve({ rows, raw: rows, refused: [], total: rows.length }),
  } as unknown as Pick<MetrcClient, 'page'>
  const seen: unknown[] = []
  for await (const row of rowsOf(client, endpoint, { licence: 'L' })) seen.push(row)
  expect(seen).toEqual([{ a: 1 }, { a: 2 }, { Id: 1, DeliveryId: 1 }, { Id: 1, DeliveryId: 2 }])
  expect(await countRows(client, endpoint, { licence: 'L' })).toBe(6)
})
