import { afterEach, expect, it } from 'vitest'
import { classicOf, openShop } from './shop.fixture.ts'
import { DEMO_SHOP } from './simulator/demo.ts'
import type { BioTrackSimulator } from './simulator/start.ts'
import { checkConnection } from './verdict.ts'

const { licence, username } = DEMO_SHOP
let biotrack: BioTrackSimulator
afterEach(() => biotrack.stop())

it('tells sign-in, licence and privileges apart, in this order', async () => {
  biotrack = await openShop()
  const wrong = classicOf(biotrack, { password: 'wrong' })
  expect(await checkConnection(wrong, { location: licence })).toMatchObject({ fault: 'login', places: [] })
  const client = classicOf(biotrack)
  const places = [licence, '402002'].map((location) => ({ location }))
  expect(await checkConnection(client)).toMatchObject({ fault: null, places })
  expect(await checkConnection(client, { location: '9' })).toMatchObject({ fault: 'location', places })
  expect(await checkConnection(client, { location: licence })).toMatchObject({ fault: null, advice: [] })
  const user = biotrack.state.users.get(username)
  if (user === undefined) throw new Error('no user')
  const privileges = ['sync_vendor', 'sync_inventory', 'sync_inventory_room', 'sync_check']
  biotrack.state.users.set(username, { ...user, privileges })
  const verdict = await checkConnection(client, { location: licence })
  expect(verdict.fault).toBe('privileges')
  expect(verdict.groups.filter(({ allowed }) => !allowed).map(({ group }) => group)).toEqual([
    'sales',
    'incoming',
    'samples',
    'transfers',
  ])
  expect(verdict.advice.join(' ')).toContain('"sync_sale"')
})
