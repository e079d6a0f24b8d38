import { describe, expect, test } from 'vitest'
import { customers } from './endpoints/people.ts'
import { pagesOf, type PagingOptions } from './paging.ts'
import { directClient, NOW, openShop } from './shop.fixture.ts'
import { addCustomer } from './simulator/build.ts'
import type { SimSettings } from './simulator/state.ts'
import type { DutchieClient } from './client.ts'

const crowd = (settings: Partial<SimSettings>, count = 247) => {
  const shop = openShop({ limits: null, ...settings })
  for (let n = shop.location.customers.size; n < count; n += 1)
    addCustomer(shop.state, shop.location, { firstName: `Guest${n}`, lastName: 'Doe' }, NOW)
  return shop
}

const everyone = async (
  client: Pick<DutchieClient, 'listText'>,
  options: PagingOptions = {},
): Promise<{ ids: number[]; pages: number[] }> => {
  const ids: number[] = []
  const pages: number[] = []
  for await (const page of pagesOf(client, customers.reportingPages, {}, options)) {
    ids.push(...page.rows.map(({ customerId }) => customerId))
    pages.push(page.number)
  }
  return { ids, pages }
}

describe('a paged list is read to its end, once', () => {
  test.each([
    ['from 0, large pages', { firstPage: 0, largestPage: 10_000 }],
    ['from 1, pages of 100', { firstPage: 1, largestPage: 100 }],
    ['from 0, pages of 100', { firstPage: 0, largestPage: 100 }],
    ['from 1, large pages', { firstPage: 1, largestPage: 10_000 }],
  ] as const)('whichever of its texts the vendor follows: %s', async (_, settings) => {
    const shop = crowd(settings)
    for (const mixed of [undefined, 5]) {
      const { ids } = await everyone(directClient(shop.state, () => NOW, mixed))
      expect(new Set(ids).size).toBe(247)
      expect(ids).toHaveLength(247)
    }
  })

  test('an empty list, and one that ends with a full page', async () => {
    const shop = crowd({ firstPage: 0 }, 200)
    const client = directClient(shop.state, () => NOW)
    expect((await everyone(client, { pageSize: 100 })).pages).toEqual([0, 1])
    const none = { listText: () => Promise.resolve({ text: '[]', raw: [] }) }
    expect((await everyone(none)).ids).toEqual([])
  })

  test('short pages in the middle do not end it', async () => {
    const row = (customerId: number) => ({ customerId })
    const pages = [[], [row(1), row(2)], [row(3)], [row(2), row(4)], []]
    const asked: number[] = []
    const client = {
      listText: (_: unknown, query: { PageNumber?: number }) => {
        asked.push(query.PageNumber ?? -1)
        return Promise.resolve({ text: '', raw: pages[query.PageNumber ?? -1] ?? [] })
      },
    } as Pick<DutchieClient, 'listText'>
    expect((await everyone(client)).ids).toEqual([1, 2, 3, 4])
    expect(asked).toEqual([0, 1, 2, 3, 4])
  })

  test('a server that ignores page numbers is left after two stale pages', async () => {
    let calls = 0
    const client = {
      listText: () => {
        calls += 1
        return Promise.resolve({ text: '', raw: [{ customerId: 1 }, { name: 'without an id' }] })
      },
    } as Pick<DutchieClient, 'listText'>
    const { ids } = await everyone(client)
    expect(ids).toEqual([1])
    expect(calls).toBe(3)
  })
})
