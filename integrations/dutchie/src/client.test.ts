import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { VendorShapeError } from '@suite/outbound'
import { createDutchieClient } from './client.ts'
import { products } from './endpoints/catalog.ts'
import { purchaseOrders } from './endpoints/purchasing.ts'
import { reports } from './endpoints/reports.ts'
import { site, whoami } from './endpoints/site.ts'
import { inventory } from './endpoints/stock.ts'
import { DutchieError } from './errors.ts'
import { claimsOf, DUTCHIE_LIMITS } from './limits.ts'
import { readRows } from './rows.ts'
import { clientOf, KEY, NOW, quickSend, startShop } from './shop.fixture.ts'
import { addKey, addLocation } from './simulator/build.ts'
import { checkConnection } from './verdict.ts'

let shop: Awaited<ReturnType<typeof startShop>>
beforeAll(async () => {
  shop = await startShop()
})
afterAll(() => shop.simulator.stop())

const refusal = async (asked: Promise<unknown>): Promise<DutchieError> => {
  const error: unknown = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof DutchieError) return error
  throw new Error(`It was not refused: ${String(error)}`)
}

describe('keys', () => {
  test('a key is one location: another key sees another store', async () => {
    const other = addLocation(shop.state, {
      name: 'Boulder',
      licence: '402R-2',
      zone: 'America/Denver',
      region: 'CO',
    })
    addKey(shop.state, other, 'key-of-boulder')
    const client = clientOf(shop.simulator, { locationKey: 'key-of-boulder' })
    expect((await client.one(whoami, {})).locationName).toBe('Boulder')
    expect((await client.list(products.reporting, {})).rows).toEqual([])
  })

  test('the integrator key goes along as the password', async () => {
    addKey(shop.state, shop.location, 'strict', { integratorKey: 'ours' })
    shop.state.settings.integratorRequired = true
    const asWith = (integratorKey: string) =>
      clientOf(shop.simulator, { locationKey: 'strict', integratorKey }).one(whoami, {})
    expect((await asWith('ours')).locationId).toBe(shop.location.id)
    expect((await refusal(asWith('theirs'))).status).toBe(401)
    expect((await refusal(asWith(''))).status).toBe(401)
    shop.state.settings.integratorRequired = false
    expect((await asWith('')).locationId).toBe(shop.location.id)
  })

  test('a missing permission is named in the advice', async () => {
    addKey(shop.state, shop.location, 'sales-only', { scopes: ['Reporting'] })
    const client = clientOf(shop.simulator, { locationKey: 'sales-only' })
    const error = await refusal(client.list(site.rooms, {}))
    expect(error).toMatchObject({ status: 403, kind: 'forbidden' })
    expect(error.advice[0]).toContain('"Room"')
  })
})

describe('a verdict', () => {
  test('of a good key', async () => {
    const verdict = await checkConnection(shop.client, { licence: '402r-00001', now: NOW })
    expect(verdict).toMatchObject({ fault: null, advice: [], location: { locationName: 'Evergreen Denver' } })
    expect(verdict.groups.every(({ allowed }) => allowed)).toBe(true)
  })

  test('of a wrong key, a wrong store, and permissions that are needed or not', async () => {
    const wrong = await checkConnection(clientOf(shop.simulator, { locationKey: 'nobody' }), { now: NOW })
    expect(wrong).toMatchObject({ fault: 'key', location: null })
    expect(wrong.advice[0]).toContain('Check the key')
    const store = await checkConnection(shop.client, { licence: '402R-99999', now: NOW })
    expect(store.fault).toBe('licence')
    expect(store.advice[0]).toContain('402R-00001')
    addKey(shop.state, shop.location, 'no-reports', { scopes: ['Inventory', 'Room'] })
    const client = clientOf(shop.simulator, { locationKey: 'no-reports' })
    const poor = await checkConnection(client, { now: NOW })
    expect(poor.fault).toBe('permissions')
    expect(poor.groups.filter(({ allowed }) => allowed).map(({ scope }) => scope)).toEqual([
      'Inventory',
      'Room',
    ])
    addKey(shop.state, shop.location, 'enough', { scopes: ['Reporting'] })
    const enough = await checkConnection(clientOf(shop.simulator, { locationKey: 'enough' }), { now: NOW })
    expect(enough.fault).toBeNull()
    expect(enough.advice).toHaveLength(6)
  })
})

describe('limits', () => {
  test('each endpoint of each key has its own meter, whose name does not tell the key', () => {
    const call = { baseUrl: 'https://x', locationKey: KEY, method: 'GET', path: '/reporting/transactions' }
    const [claim] = claimsOf(call, DUTCHIE_LIMITS)
    expect(claim).toMatchObject({ permits: 600, windowMs: 60_000 })
    expect(claim?.key).not.toContain(KEY)
    const keys = [
      call,
      { ...call, path: '/reporting/inventory' },
      { ...call, locationKey: 'other' },
      { ...call, baseUrl: 'https://y' },
    ].map((each) => claimsOf(each, DUTCHIE_LIMITS)[0]?.key)
    expect(new Set(keys).size).toBe(4)
  })

  test('one call too many is refused in the very words, and says how long to wait', async () => {
    addKey(shop.state, shop.location, 'busy')
    const limits = { baseline: 9_999, reporting: 9_999, endpoints: {} }
    const bare = createDutchieClient({
      send: async (request) => {
        const response = await fetch(request.url, { headers: { ...request.headers } })
        const bytes = new Uint8Array(await response.arrayBuffer())
        return {
          status: response.status,
          headers: response.headers,
          bytes,
          text: new TextDecoder().decode(bytes),
        }
      },
      baseUrl: shop.simulator.url,
      locationKey: 'busy',
      limits,
    })
    for (let call = 0; call < 120; call += 1) await bare.list(products.brands, {})
    const error = await refusal(bare.list(products.brands, {}))
    expect(error.vendorMessages).toEqual(['Too many requests - only 120 per minute allowed'])
    expect(error.retryAfterSeconds).toBeGreaterThan(0)
    // the other endpoints have meters of their own
    expect((await bare.list(products.categories, {})).rows.length).toBeGreaterThan(0)
  })
})

describe('answers', () => {
  const brokenInventory = async () => {
    const { raw } = await shop.client.listText(inventory.reporting, {})
    const [first, second, ...others] = raw as Record<string, unknown>[]
    return [{ ...first, quantityAvailable: 'many' }, { ...second, newField: { deep: true } }, ...others]
  }

  test('rows unlike the documentation are named, the others are taken', async () => {
    const rows = await brokenInventory()
    const read = readRows(inventory.reporting, rows)
    expect(read.rows).toHaveLength(7)
    expect(read.raw[0]).toHaveProperty('newField')
    expect(read.refused).toEqual([
      {
        index: 0,
        externalId: String(shop.packages[0]?.id),
        reason: 'quantityAvailable: "many" is not a number',
      },
    ])
  })

  test('a list asked for whole fails for a strange row, naming it', async () => {
    const text = JSON.stringify(await brokenInventory())
    const client = createDutchieClient({
      send: () =>
        Promise.resolve({ status: 200, headers: new Headers(), text, bytes: new TextEncoder().encode(text) }),
      locationKey: KEY,
    })
    const error = await client.list(inventory.reporting, {}).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(VendorShapeError)
    expect(String(error)).toContain('row 1')
  })

  test('an answer cut off on the way is asked for once more', async () => {
    shop.simulator.trouble([{ kind: 'truncated_json', times: 1 }])
    expect((await shop.client.list(inventory.reporting, {})).rows).toHaveLength(8)
    shop.simulator.trouble([{ kind: 'truncated_json' }])
    await expect(shop.client.list(inventory.reporting, {})).rejects.toThrow(VendorShapeError)
    shop.simulator.trouble([])
  })

  test('a revoked key is a refusal, not an outage', async () => {
    shop.simulator.trouble([{ kind: 'revoked_key' }])
    const error = await refusal(shop.client.list(reports.transactions, { TransactionId: 1 }))
    shop.simulator.trouble([])
    expect(error).toMatchObject({ status: 401, retryable: false })
  })

  test('an abort reaches the call', async () => {
    const stop = AbortSignal.abort(new Error('enough'))
    const client = createDutchieClient({ send: quickSend(), baseUrl: shop.simulator.url, locationKey: KEY })
    const asked = client.listText(purchaseOrders.pages, {}, { signal: stop })
    await expect(asked).rejects.toThrow('enough')
  })
})
