import { afterEach, describe, expect, it } from 'vitest'
import { classicSalePort } from '../classic/sale-port.ts'
import type { SaleToReport } from '../neutral/shapes.ts'
import { classicOf, NOW, openShop, quickSend, traceOf } from '../shop.fixture.ts'
import { DEMO_SHOP } from '../simulator/demo.ts'
import type { BioTrackSimulator } from '../simulator/start.ts'
import { bioTrackProfile } from '../states.ts'
import { traceSalePort } from '../trace/sale-port.ts'
import { postSalesSafely } from './post-sales.ts'
import type { SalePort } from './sale-port.ts'

const { licence: location } = DEMO_SHOP
const profile = bioTrackProfile('ND')
let biotrack: BioTrackSimulator
afterEach(() => biotrack.stop())

const known = () => Math.max(...biotrack.state.live.sales.keys())
const ports = {
  nonce: () => classicSalePort({ client: classicOf(biotrack), profile, location, lookUp: 'nonce' }),
  lines: () =>
    classicSalePort({ client: classicOf(biotrack), profile, location, lookUp: 'lines', since: known() }),
  rest: () => traceSalePort({ client: traceOf(biotrack, quickSend()), profile, location, since: known() }),
} satisfies Record<string, () => SalePort>

const salesOf = (count: number): SaleToReport[] =>
  Array.from({ length: count }, (_, index) => ({
    externalNumber: `T-${index}`,
    soldAt: NOW,
    terminal: 'till-2',
    lines: [
      {
        tag: biotrack.state.live.packages.all().at(index % 18)?.barcode ?? '',
        quantity: String((index % 3) + 1),
        // two of the sales are alike but for their number
        totalMinor: 1000 + (index % 19),
      },
    ],
  }))
const quick = { sleep: () => Promise.resolve(), lookUpWaits: [0, 0, 0, 0, 0, 0, 0, 0], resends: 5 }

describe.each(['nonce', 'lines', 'rest'] as const)('sales looked up by %s', (kind) => {
  it.each([11, 12, 13])('become one each, whatever happens to the answers (seed %i)', async (seed) => {
    biotrack = await openShop({}, seed)
    const before = new Set(biotrack.state.live.sales.keys())
    const remaining = () =>
      biotrack.state.live.packages.all().reduce((sum, held) => sum + Number(held.remaining), 0)
    const stock = remaining()
    const port = ports[kind]()
    const list = salesOf(20)
    biotrack.trouble([
      { kind: 'lost_answer', share: 0.15 },
      { kind: 'never_acts', share: 0.1 },
      { kind: 'server_error', share: 0.1 },
      { kind: 'truncated_json', share: 0.05 },
    ])
    let outcomes = await postSalesSafely(port, list, quick)
    for (let tries = 0; tries < 20 && outcomes.some(({ outcome }) => isOpen(outcome)); tries += 1) {
      if (tries > 10) biotrack.trouble([])
      const mayBeThere = new Set(
        outcomes.flatMap(({ outcome, index }) => (outcome === 'not_sent' ? [] : [index])),
      )
      const again = await postSalesSafely(port, list, { ...quick, mayBeThere })
      outcomes = again
    }
    biotrack.trouble([])
    expect(outcomes.map(({ outcome }) => outcome).filter(isOpen)).toEqual([])
    const made = [...biotrack.state.live.sales.values()].filter(({ id }) => !before.has(id))
    expect(made).toHaveLength(20)
    const sold = list.reduce((sum, { lines }) => sum + Number(lines[0]?.quantity), 0)
    expect(stock - remaining()).toBe(sold)
  })
})

const isOpen = (outcome: string): boolean => outcome === 'unknown' || outcome === 'not_sent'

it('posts the others when one is refused, and none after a wrong password', async () => {
  biotrack = await openShop()
  const [good, bad, last] = salesOf(3)
  if (!good || !bad || !last) throw new Error('no sales')
  const greedy = { ...bad, lines: bad.lines.map((line) => ({ ...line, quantity: '9999' })) }
  const outcomes = await postSalesSafely(ports.nonce(), [good, greedy, last], quick)
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['posted', 'refused', 'posted'])
  const client = classicOf(biotrack, { password: 'wrong' })
  const refused = await postSalesSafely(classicSalePort({ client, profile, location }), [good, last], quick)
  expect(refused.map(({ outcome }) => outcome)).toEqual(['refused', 'not_sent'])
})

it('knows a number that another sale has', async () => {
  biotrack = await openShop()
  const [sale] = salesOf(1)
  if (!sale) throw new Error('no sale')
  const port = ports.rest()
  await postSalesSafely(port, [sale], quick)
  const other = { ...sale, lines: sale.lines.map((line) => ({ ...line, totalMinor: 1 })) }
  const [outcome] = await postSalesSafely(port, [other], { ...quick, mayBeThere: new Set([0]) })
  expect(outcome).toMatchObject({ outcome: 'clash', differs: ['total'] })
})

it.each([
  [{ externalNumber: ' ' }, /number of the till/],
  [{ lines: [] }, /no line/],
  [{ lines: [{ tag: '1', quantity: '0', totalMinor: 1 }] }, /more than zero/],
  [{ lines: [{ tag: '1', quantity: '1', totalMinor: 1.5 }] }, /whole cents/],
])('refuses a sale that cannot be reported: %j', async (over, message) => {
  biotrack = await openShop()
  const [sale] = salesOf(1)
  if (!sale) throw new Error('no sale')
  await expect(postSalesSafely(ports.nonce(), [{ ...sale, ...over }])).rejects.toThrow(message)
  await expect(postSalesSafely(ports.nonce(), [sale, sale])).rejects.toThrow(/occurs twice/)
})
