import { afterEach, describe, expect, it } from 'vitest'
import { BioTrackError } from '../errors.ts'
import { classicOf, NOW, openShop } from '../shop.fixture.ts'
import { addPackage } from '../simulator/build.ts'
import { DEMO_SHOP } from '../simulator/demo.ts'
import type { BioTrackSimulator } from '../simulator/start.ts'
import { inventory, labs, places, sales, transfers } from './actions.ts'
import { waitingTransfers } from './incoming.ts'
import { tables } from './tables.ts'

const { licence } = DEMO_SHOP
let biotrack: BioTrackSimulator
afterEach(() => biotrack.stop())

const packagesAtState = () =>
  biotrack.state.live.packages.all().filter(({ location }) => location === licence)
const first = () => {
  const [held] = packagesAtState()
  if (held === undefined) throw new Error('the shop is empty')
  return held
}
const atState = (barcode: string) => biotrack.state.live.packages.get(barcode)

describe('sessions', () => {
  it('signs in once, and once more when the session ended', async () => {
    biotrack = await openShop({ sessionMs: 60_000 })
    const client = classicOf(biotrack)
    await client.sync(tables.rooms)
    await client.sync(tables.vendors)
    expect(biotrack.state.sessions.size).toBe(1)
    biotrack.clock.advance(120_000)
    const { rows } = await client.sync(tables.rooms)
    expect(rows.map(({ name }) => name)).toEqual(['Sales Floor', 'Vault', 'Quarantine'])
    expect(biotrack.state.sessions.size).toBe(2)
  })

  it('does not loop when no session lasts', async () => {
    biotrack = await openShop({ sessionMs: -1 })
    await expect(classicOf(biotrack).sync(tables.rooms)).rejects.toMatchObject({ reason: 'session_over' })
    expect(biotrack.log).toHaveLength(4)
  })

  it('asks a refused password once in five minutes, so that the user is not locked', async () => {
    biotrack = await openShop()
    const client = classicOf(biotrack, { password: 'wrong' })
    for (let tries = 0; tries < 3; tries += 1)
      await expect(client.sync(tables.rooms)).rejects.toMatchObject({ reason: 'login' })
    expect(biotrack.log).toHaveLength(1)
    biotrack.clock.advance(301_000)
    await expect(client.sync(tables.rooms)).rejects.toBeInstanceOf(BioTrackError)
    expect(biotrack.log).toHaveLength(2)
  })

  it('sends name and password with every call where it is told to', async () => {
    biotrack = await openShop()
    const { rows } = await classicOf(biotrack, { stateless: true }).sync(tables.rooms)
    expect(rows).toHaveLength(3)
    expect(biotrack.state.sessions.size).toBe(0)
  })

  it('keeps training data apart', async () => {
    biotrack = await openShop()
    expect((await classicOf(biotrack, { training: true }).sync(tables.inventory)).rows).toEqual([])
    expect((await classicOf(biotrack).sync(tables.inventory)).rows).toHaveLength(19)
  })
})

describe('reading', () => {
  it('keeps all sixteen digits, also where a server writes them bare behind a leaked header', async () => {
    biotrack = await openShop({ leakHeaders: true, numericIds: true })
    const barcode = '9999999999999999'
    addPackage(biotrack.state, { barcode, location: licence, type: '28', remaining: '1' }, NOW)
    const { rows } = await classicOf(biotrack).sync(tables.inventory)
    expect(rows.map(({ id }) => id)).toContain(barcode)
  })

  it('names a row it cannot read and gives the others', async () => {
    biotrack = await openShop()
    addPackage(biotrack.state, { location: licence, type: '28', remaining: 'some' }, NOW)
    const { rows, refused } = await classicOf(biotrack).sync(tables.inventory)
    expect([rows.length, refused.map(({ fields }) => fields[0]?.path)]).toEqual([19, ['remaining_quantity']])
  })

  it('tells what waits, what is held, and what a laboratory found', async () => {
    biotrack = await openShop()
    const client = classicOf(biotrack)
    const [waiting] = await waitingTransfers(client, licence)
    expect(waiting).toMatchObject({ manifest: { license_number: '403007', trade_name: 'High Plains Grow' } })
    expect(waiting?.items.map(({ quantity }) => quantity)).toEqual(['64', '64', '64'])
    expect(await waitingTransfers(client, '402002')).toEqual([])
    const { barcode, remaining } = first()
    const held = await client.read(inventory.check, { barcodeid: [barcode] })
    expect(held.data).toMatchObject([{ barcode_id: barcode, quantity: remaining }])
    const [found] = await client.read(labs.byPackage, { barcodeid: [barcode] })
    expect(found).toMatchObject({ result: '1', parent_id: barcode })
    const again = await client.read(labs.bySample, { sample_id: found?.sample_id ?? '' })
    expect(again).toEqual([found])
  })

  it.each([
    ['inventory_check', { API: '3.0' }, 'api_version', /version 4\.0/],
    ['inventory_dance', {}, 'unknown_action', /does not offer/],
  ])('says what a refusal means: %s %j', async (name, over, reason, advice) => {
    biotrack = await openShop()
    const body = { barcodeid: ['1'], ...over }
    const call = classicOf(biotrack).read({ ...inventory.check, name }, body)
    await expect(call).rejects.toMatchObject({ reason, message: expect.stringMatching(advice) as unknown })
  })

  it('names the privilege a user lacks', async () => {
    biotrack = await openShop()
    const user = biotrack.state.users.get(DEMO_SHOP.username)
    if (user === undefined) throw new Error('no user')
    biotrack.state.users.set(user.username, { ...user, privileges: ['sync_inventory'] })
    await expect(classicOf(biotrack).sync(tables.sales)).rejects.toMatchObject({
      reason: 'privilege',
      advice: [expect.stringContaining('"sync_sale"')],
    })
  })
})

describe('writing', () => {
  it('sells, changes a price, takes goods back and voids', async () => {
    biotrack = await openShop()
    const client = classicOf(biotrack)
    const { barcode, remaining } = first()
    const data = [{ barcodeid: barcode, quantity: '3', price: '30.00' }]
    const { transactionId } = await client.write(sales.dispense, { data }, { nonce: 'a' })
    expect(Number(atState(barcode)?.remaining)).toBe(Number(remaining) - 3)
    const transactionid = String(transactionId)
    await client.write(sales.modify, { transactionid, barcodeid: barcode, price: '27.00' }, { nonce: 'b' })
    const back = [{ barcodeid: barcode, quantity: '1', price: '9.00' }]
    await client.write(sales.refund, { transactionid, data: back }, { nonce: 'c' })
    const { rows } = await client.sync(tables.sales, { start: transactionId })
    expect(rows.map(({ quantity, price }) => [quantity, price])).toEqual([
      ['3', '27'],
      ['1', '-9'],
    ])
    expect(rows[0]).toMatchObject({ transactionid_original: transactionId, terminal_id: null })
    await client.write(sales.void, { transactionid }, { nonce: 'd' })
    expect(Number(atState(barcode)?.remaining)).toBe(Number(remaining) + 1)
    await expect(client.write(sales.void, { transactionid }, { nonce: 'e' })).rejects.toMatchObject({
      reason: 'rule',
    })
  })

  it('adjusts to an amount in all or by an amount, and moves', async () => {
    biotrack = await openShop()
    const client = classicOf(biotrack)
    const { barcode } = first()
    const why = { barcodeid: barcode, type: 4, reason: 'Counted' } as const
    await client.write(
      inventory.adjust,
      { data: [{ ...why, quantity: '100', quantity_uom: 'each' }] },
      { nonce: 'a' },
    )
    await client.write(
      inventory.adjust,
      { data: [{ ...why, remove_quantity: '2', remove_quantity_uom: 'each' }] },
      { nonce: 'b' },
    )
    await client.write(inventory.move, { data: [{ barcodeid: barcode, room: '3' }] }, { nonce: 'c' })
    expect(atState(barcode)).toMatchObject({ remaining: '98', room: '3' })
    const { rows } = await client.sync(tables.adjustments)
    expect(rows.map((row) => [row.previous_quantity, row.new_quantity]).at(-1)).toEqual(['100', '98'])
  })

  it('accepts a delivery with what was counted', async () => {
    biotrack = await openShop()
    const client = classicOf(biotrack)
    const [waiting] = await waitingTransfers(client, licence)
    const data = (waiting?.items ?? []).map(({ barcode_id }) => ({
      barcodeid: barcode_id,
      quantity: '63',
      uom: 'each' as const,
    }))
    await client.write(transfers.accept, { location: licence, data }, { nonce: 'a' })
    expect(await waitingTransfers(client, licence)).toEqual([])
    expect((await client.sync(tables.incoming)).rows.map(({ quantity }) => quantity)).toEqual([
      '63',
      '63',
      '63',
    ])
    expect(atState(data[0]?.barcodeid ?? '')).toMatchObject({ location: licence, remaining: '63' })
  })

  it('keeps rooms', async () => {
    biotrack = await openShop()
    const client = classicOf(biotrack)
    const room = { id: '9', location: licence }
    await client.write(places.addRoom, { ...room, name: 'Fridge' }, { nonce: 'a' })
    await client.write(places.changeRoom, { ...room, name: 'Cold store', quarantine: '1' }, { nonce: 'b' })
    const names = async () => (await client.sync(tables.rooms, { active: true })).rows.map(({ name }) => name)
    expect(await names()).toContain('Cold store')
    await client.write(places.removeRoom, room, { nonce: 'c' })
    expect(await names()).not.toContain('Cold store')
  })

  it.each([
    ['more than a package holds', { quantity: '1000', price: '1' }, /holds less/],
    ['a package nobody knows', { barcodeid: '1234567890123456', quantity: '1', price: '1' }, /identifier/],
  ])('says what to do about %s', async (_, over, advice) => {
    biotrack = await openShop()
    const data = [{ barcodeid: first().barcode, ...over }]
    await expect(classicOf(biotrack).write(sales.dispense, { data }, { nonce: 'a' })).rejects.toMatchObject({
      advice: [expect.stringMatching(advice)],
    })
  })
})
