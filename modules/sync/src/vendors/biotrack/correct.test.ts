import { afterEach, describe, expect, it } from 'vitest'
import type { Correction } from '@suite/compliance'
import {
  DEMO_SHOP,
  smallShop,
  startBioTrackSimulator,
  type BioTrackSimulator,
  type SimSettings,
} from '@suite/biotrack/simulator'
import { createSend, localLimiter } from '@suite/outbound'
import type { Access } from '../port.ts'
import { bioTrackAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
let biotrack: BioTrackSimulator
afterEach(() => biotrack.stop())

const open = async (api: string, settings: Partial<SimSettings> = {}): Promise<Access> => {
  biotrack = await startBioTrackSimulator({ state: smallShop(NOW, 5, settings), start: NOW, seed: 5 })
  const { licence, company, username, password } = DEMO_SHOP
  const send = createSend({ limiter: localLimiter(), retries: 3, sleep: () => Promise.resolve() })
  return {
    send: (request) => send({ ...request, claims: [] }),
    settings: { licence, company, address: biotrack.url, interface: api },
    credentials: { username, password },
    timeZone: 'America/Chicago',
    state: 'ND',
    now: () => biotrack.clock.now(),
  }
}
const held = () => {
  const [found] = biotrack.state.live.packages.all()
  if (found === undefined) throw new Error('the shop is empty')
  return found
}
const blank: Correction = {
  id: '0198c0de-0000-7000-8000-000000000001',
  kind: 'adjust_state',
  packageTag: '',
  quantity: null,
  unit: 'Each',
  reference: null,
  reasonCode: 'Correction',
  note: 'Counted twice.',
  sale: null,
  mayHaveHappened: false,
  before: null,
}
/** The connection breaks behind the first write and so many calls after it. */
const losing = (access: Access, times: number): Access => ({
  ...access,
  send: (request) => {
    const isWrite = /inventory_adjust|sale_dispense|NewAmount|RequestID/.test(String(request.body))
    if (isWrite) biotrack.trouble([{ kind: 'lost_answer', times }])
    return access.send(request)
  },
})

const noted: string[] = []
const write = (access: Access, over: Partial<Correction>) => {
  const { corrections } = bioTrackAdapter
  if (corrections === undefined) throw new Error('BioTrack takes no corrections')
  const note = (quantity: string) => {
    noted.push(quantity)
    return Promise.resolve()
  }
  return corrections.write(access, { ...blank, packageTag: held().barcode, ...over }, note)
}

describe.each(['', 'rest'])('over the interface "%s"', (api) => {
  it('adjusts by an amount, telling first what was there', async () => {
    const access = await open(api)
    const before = held().remaining
    expect(await write(access, { quantity: '-7' })).toMatchObject({ outcome: 'done' })
    expect(noted.at(-1)).toBe(before)
    expect(Number(held().remaining)).toBe(Number(before) - 7)
    const [adjustment] = biotrack.state.live.adjustments.all()
    expect(adjustment).toMatchObject({ type: '4', reason: 'Counted twice.', before })
  })

  it('adjusts once although the answer was lost', async () => {
    const access = await open(api)
    const before = held().remaining
    const first = await write(losing(access, 1), { quantity: '-7' })
    expect(first).toMatchObject({ outcome: 'unknown' })
    expect(await write(access, { quantity: '-7', mayHaveHappened: true, before })).toMatchObject({
      outcome: 'done',
      message: expect.stringContaining('already') as unknown,
    })
    expect(Number(held().remaining)).toBe(Number(before) - 7)
    expect(biotrack.state.live.adjustments.all()).toHaveLength(1)
  })

  it('does not touch a package whose quantity moved meanwhile', async () => {
    const access = await open(api)
    const again = { quantity: '-7', mayHaveHappened: true, before: '1000' }
    expect(await write(access, again)).toMatchObject({ outcome: 'refused' })
    expect(biotrack.state.live.adjustments.all()).toEqual([])
  })

  it('moves to a room by its name, and says when there is none', async () => {
    const access = await open(api)
    expect(await write(access, { kind: 'move_state', reference: 'Quarantine' })).toMatchObject({
      outcome: 'done',
    })
    expect(held().room).toBe('3')
    expect(await write(access, { kind: 'move_state', reference: 'Attic' })).toMatchObject({
      outcome: 'refused',
      message: expect.stringContaining('"Attic"') as unknown,
    })
  })

  it('voids a sale once', async () => {
    const access = await open(api)
    const [sale] = biotrack.state.live.sales.values()
    const over = { kind: 'void_report', reference: String(sale?.id) } as const
    expect(await write(access, over)).toMatchObject({
      outcome: 'done',
      message: expect.stringMatching(/is void/) as unknown,
    })
    expect(await write(access, over)).toMatchObject({
      message: expect.stringMatching(/void already/) as unknown,
    })
    const lines = biotrack.state.live.saleLines.all().filter((line) => line.sale === sale?.id)
    expect(lines.every(({ deleted }) => deleted)).toBe(true)
  })

  it.each([true, false])(
    'reports a sale once although the answer was lost (nonces: %s)',
    async (nonceReplay) => {
      const access = await open(api, { nonceReplay })
      const count = biotrack.state.live.sales.size
      const line = { tag: held().barcode, quantity: '2', unit: 'Each', totalMinor: 2599 }
      const sale = { number: 'T-1', soldAt: NOW.toISOString(), lines: [line] }
      const over = { kind: 'report_sale', sale } as const
      // the answer of the write is lost, then every answer: nothing can be known
      expect(await write(losing(access, 99), over)).toMatchObject({ outcome: 'unknown' })
      biotrack.trouble([])
      expect(biotrack.state.live.sales.size).toBe(count + 1)
      expect(await write(access, { kind: 'report_sale', sale, mayHaveHappened: true })).toMatchObject({
        outcome: 'done',
        message: expect.stringContaining('there already') as unknown,
      })
      expect(biotrack.state.live.sales.size).toBe(count + 1)
    },
  )

  it.each([
    [{ kind: 'correct_report' as const }, /no way to change/],
    [{ quantity: '-1', reasonCode: 'Because' }, /no reason "Because"/],
    [{ quantity: '-1', unit: 'Grams' }, /in each/],
    [{ quantity: '-1', packageTag: '1234567890123456' }, /refused/],
  ])('refuses with words a person can act on: %j', async (over, message) => {
    const access = await open(api)
    const refusal = await write(access, over)
    expect(refusal).toMatchObject({ outcome: 'refused', message: expect.stringMatching(message) as unknown })
    expect(refusal.outcome === 'refused' && refusal.advice).not.toBe('')
  })
})

describe('trying a connection', () => {
  const verdict = (access: Access, over: Partial<Access> = {}) => bioTrackAdapter.test({ ...access, ...over })

  it.each(['', 'rest'])('is good with the right user over "%s"', async (api) => {
    expect(await verdict(await open(api))).toMatchObject({ ok: true })
  })

  it('tells a wrong password, a wrong licence and a state that reports elsewhere apart', async () => {
    const access = await open('')
    const wrong = { credentials: { ...access.credentials, password: 'guess' } }
    expect(await verdict(access, wrong)).toMatchObject({
      ok: false,
      summary: expect.stringMatching(/does not take/) as unknown,
    })
    const elsewhere = { settings: { ...access.settings, licence: '1' } }
    expect(await verdict(access, elsewhere)).toMatchObject({
      ok: false,
      places: [{ id: DEMO_SHOP.licence }, { id: '402002' }],
    })
    expect(await verdict(access, { state: 'WA' })).toMatchObject({
      ok: false,
      summary: expect.stringMatching(/CCRS/) as unknown,
    })
    expect(await verdict(access, { state: 'CO' })).toMatchObject({ ok: false })
    const { address: _, ...unaddressed } = access.settings
    expect(await verdict(access, { state: 'FL', settings: unaddressed })).toMatchObject({
      ok: false,
      summary: expect.stringMatching(/Enter the address/) as unknown,
    })
    const types = { settings: { ...access.settings, types: 'rosin' } }
    expect(await verdict(access, types)).toMatchObject({
      ok: false,
      summary: expect.stringMatching(/code=name=unit/) as unknown,
    })
  })
})
