import { afterAll, beforeAll, expect, it } from 'vitest'
import { LICENCE, openShop, OTHER_LICENCE, type Shop } from './shop.fixture.ts'
import { addUser } from './simulator/index.ts'
import { checkConnection } from './verdict.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.stop())

it('finds nothing wrong with good keys', async () => {
  const verdict = await checkConnection(shop.client, { licence: LICENCE })
  expect(verdict).toMatchObject({ fault: null, advice: [] })
  expect(verdict.facilities.map(({ licence }) => licence)).toEqual([LICENCE])
  expect(verdict.groups.every(({ allowed }) => allowed)).toBe(true)
})

it('lists the facilities to choose from when no licence is given', async () => {
  expect(await checkConnection(shop.client)).toMatchObject({
    fault: null,
    facilities: [{ licence: LICENCE }],
    groups: [],
  })
})

it.each([{ userKey: 'wrong' }, { vendorKey: 'wrong' }])('blames the keys: %j', async (keys) => {
  const verdict = await checkConnection(shop.clientWith(keys), { licence: LICENCE })
  expect(verdict).toMatchObject({ fault: 'keys', facilities: [] })
  expect(verdict.advice[0]).toMatch(/both keys/)
})

it('blames a licence the person does not work at', async () => {
  const verdict = await checkConnection(shop.client, { licence: OTHER_LICENCE })
  expect(verdict).toMatchObject({ fault: 'licence' })
  expect(verdict.advice[0]).toContain(LICENCE)
})

it('names each permission that is missing', async () => {
  const permissions = ['View Packages', 'Manage Sales', 'Manage Locations']
  addUser(shop.simulator.state, { key: 'narrow', name: 'Nia', licences: [LICENCE], permissions })
  const verdict = await checkConnection(shop.clientWith({ userKey: 'narrow' }), { licence: LICENCE })
  expect(verdict.fault).toBe('permissions')
  expect(verdict.groups.filter(({ allowed }) => !allowed).map(({ group }) => group)).toEqual([
    'transfers',
    'items',
  ])
  expect(verdict.advice.join(' ')).toMatch(/"View Transfers".*"Manage Items"/)
})

it('does not take an outage for a verdict', async () => {
  shop.simulator.trouble([{ kind: 'server_error' }])
  await expect(checkConnection(shop.clientWith({ retries: 0 }), { licence: LICENCE })).rejects.toMatchObject({
    kind: 'unavailable',
  })
  shop.simulator.trouble([])
})
