import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRows } from '../rows.ts'
import type { ClassicClient } from './client.ts'
import { pullTable } from './pull.ts'
import { transactionOf } from './since.ts'
import { tables } from './tables.ts'

interface Row {
  readonly id: string
  readonly transactionid: number
  readonly sessiontime: number
}

/** A server that holds one table; a second passes with each transaction. */
const serverOf = (
  rows: readonly Row[],
  sums = true,
): Pick<ClassicClient, 'read' | 'sync'> & { calls: number } => {
  const wire = (row: Row) => ({ ...row, inventorytype: '28', remaining_quantity: '1', location: '1' })
  const server = {
    calls: 0,
    sync: ((table: typeof tables.inventory, { start = 0, end = Infinity } = {}) => {
      server.calls += 1
      const found = rows.filter(({ transactionid: id }) => id >= start && id <= end).map(wire)
      return Promise.resolve(readRows(table.row, found))
    }) as ClassicClient['sync'],
    read: ((_: unknown, body: { data: readonly { transaction_start: number }[] }) => {
      server.calls += 1
      const start = body.data[0]?.transaction_start ?? 0
      const from = rows.filter(({ transactionid }) => transactionid >= start)
      const sum = from.reduce((total, { transactionid }) => total + transactionid, 0)
      return Promise.resolve({
        summary: [{ table: 'inventory', match: sum === 0, sum: sums ? String(sum) : null }],
      })
    }) as ClassicClient['read'],
  }
  return server
}

const tableOf = (ids: readonly number[]): Row[] =>
  ids
    .toSorted((one, other) => one - other)
    .map((id, place) => ({ id: `p${place}`, transactionid: id, sessiontime: id }))
const anyTable = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 90_000_000 })), {
    maxLength: 120,
  })
  .map(tableOf)

const pulled = async (
  ...[client, options]: [Parameters<typeof pullTable>[0], Parameters<typeof pullTable>[2]]
) => {
  const [ids, cursors]: [number[], number[]] = [[], []]
  let lasts = 0
  for await (const { rows, cursor, last } of pullTable(client, tables.inventory, options)) {
    ids.push(...rows.map(({ transactionid }) => transactionid))
    cursors.push(cursor)
    lasts += last ? 1 : 0
  }
  return { ids, cursors, lasts }
}
const idsOf = (rows: readonly Row[]) => rows.map(({ transactionid }) => transactionid)

describe('pullTable', () => {
  it('gives every row once in order, however the ids lie and whether or not sums are told', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyTable,
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        async (rows, rowsPerCall, sums) => {
          const { ids, cursors, lasts } = await pulled(serverOf(rows, sums), { after: 0, rowsPerCall })
          expect(ids).toEqual(idsOf(rows))
          expect(cursors.at(-1)).toBe(rows.at(-1)?.transactionid ?? 0)
          expect(lasts).toBe(1)
        },
      ),
    )
  })

  it('goes on from any place without missing a row, also those that showed up late within the overlap', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, fc.nat(), fc.integer({ min: 0, max: 500 }), async (rows, pick, late) => {
        const after = rows.at(pick % Math.max(1, rows.length))?.transactionid ?? 0
        const { ids } = await pulled(serverOf(rows), { after, overlap: late })
        const wanted = idsOf(rows).filter((id) => id >= after - late)
        expect(ids).toEqual(wanted)
      }),
    )
  })
})

it('finds where a time begins without missing a row, in few calls', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, fc.integer({ min: 1, max: 90_000_000 }), async (rows, second) => {
      const server = serverOf(rows)
      const start = await transactionOf(server, tables.inventory, new Date(second * 1000))
      expect(server.calls).toBeLessThan(120)
      const wanted = rows.filter(({ sessiontime }) => sessiontime >= second)
      expect(wanted.every(({ transactionid }) => transactionid >= start)).toBe(true)
    }),
  )
})
