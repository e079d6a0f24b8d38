import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { Trouble } from '@suite/simulator'
import type { SaleToReport } from './neutral/receipt.ts'
import type { PostOptions, ReceiptOutcome } from './receipt-outcome.ts'
import { postReceiptsSafely } from './receipts.ts'
import { LICENCE, NOW, openShop, stock, ZONE, type Shop } from './shop.fixture.ts'
import { addReceipt, packageByTag } from './simulator/index.ts'

let shop: Shop | undefined
afterEach(async () => {
  await shop?.stop()
  shop = undefined
})
const open = async (...options: Parameters<typeof openShop>): Promise<Shop> =>
  (shop = await openShop(...options))

/** Mixtures of troubles tried; many in the deep run. */
const RUNS = process.env['DEEP'] === '1' ? 600 : 40
const POST = '^POST /sales/v2/receipts$'
const sale = (externalNumber: string, tag: string, over: Partial<SaleToReport> = {}): SaleToReport => ({
  externalNumber,
  soldAt: new Date('2026-03-10T17:00:00Z'),
  customerType: 'Consumer',
  lines: [{ tag, quantity: '2', unit: 'Each', totalMinor: 1250 }],
  ...over,
})
const sales = (count: number, tag: string): SaleToReport[] =>
  Array.from({ length: count }, (_, index) => sale(`R-${index + 1}`, tag))

/** Waits move the simulator's clock, not the test's. */
const options = (here: Shop, over: Partial<PostOptions> = {}): PostOptions => ({
  licence: LICENCE,
  zone: ZONE,
  sleep: (ms) => Promise.resolve(here.simulator.clock.advance(ms)),
  ...over,
})
const fates = (outcomes: readonly ReceiptOutcome[]): string[] => outcomes.map(({ outcome }) => outcome)

/** External numbers in the truth with how often each is there. */
const held = ({ simulator }: Shop): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { ExternalReceiptNumber: number } of simulator.state.receipts.all())
    counts.set(number ?? '', (counts.get(number ?? '') ?? 0) + 1)
  return counts
}
const once = (list: readonly SaleToReport[]): Map<string, number> =>
  new Map(list.map(({ externalNumber }) => [externalNumber, 1]))

describe('in good order', () => {
  it('posts each sale once, ten a call, and says before each call what it carries', async () => {
    const here = await open()
    const [tag = ''] = stock(here, 1)
    const announced: number[][] = []
    const beforeSend = (indexes: readonly number[]) => Promise.resolve(void announced.push([...indexes]))
    const list = sales(23, tag)
    const outcomes = await postReceiptsSafely(here.client, list, options(here, { beforeSend }))
    expect(fates(outcomes)).toEqual(list.map(() => 'posted'))
    expect(outcomes.map(({ index, externalNumber }) => [index, externalNumber])).toEqual(
      list.map(({ externalNumber }, index) => [index, externalNumber]),
    )
    expect(announced.map(({ length }) => length)).toEqual([10, 10, 3])
    expect(held(here)).toEqual(once(list))
    expect(packageByTag(here.simulator.state, tag)?.Quantity).toBe(54)
  })

  it('posts the good ones of a call with a bad one', async () => {
    const here = await open()
    const [tag = ''] = stock(here, 1)
    const list = [
      sale('R-1', tag),
      sale('R-2', 'no such tag'),
      sale('R-3', tag, { customerType: 'Patient' }),
      sale('R-4', tag),
    ]
    const outcomes = await postReceiptsSafely(here.client, list, options(here))
    expect(fates(outcomes)).toEqual(['posted', 'refused', 'refused', 'posted'])
    expect(outcomes[1]).toMatchObject({ messages: ['Package "no such tag" was not found.'] })
    expect(held(here)).toEqual(once([list[0]!, list[3]!]))
  })

  it('does not send what is already there when it may be', async () => {
    const here = await open()
    const [tag = ''] = stock(here, 1)
    const lines = [{ tag, quantity: 2, unit: 'Each', amount: 12.5 }]
    const soldAt = new Date('2026-03-10T17:00:00Z')
    addReceipt(here.simulator.state, LICENCE, { number: 'R-1', soldAt, lines }, NOW)
    const list = sales(2, tag)
    const outcomes = await postReceiptsSafely(
      here.client,
      list,
      options(here, { mayBeThere: new Set([0, 1]) }),
    )
    expect(fates(outcomes)).toEqual(['found', 'posted'])
    expect(held(here)).toEqual(once(list))
  })

  it('tells another sale of the same number apart', async () => {
    const here = await open()
    const [tag = '', other = ''] = stock(here, 2)
    const lines = [{ tag: other, quantity: 1, unit: 'Each', amount: 9 }]
    addReceipt(here.simulator.state, LICENCE, { number: 'R-1', soldAt: NOW, lines }, NOW)
    const [row] = await postReceiptsSafely(
      here.client,
      sales(1, tag),
      options(here, { mayBeThere: new Set([0]) }),
    )
    expect(row).toMatchObject({ outcome: 'clash', differs: ['total', 'lines'] })
    expect(here.simulator.state.receipts.all()).toHaveLength(1)
  })

  it('refuses the same number twice in one go', async () => {
    const here = await open()
    const twice = [sale('R-1', 'A'), sale('R-1', 'B')]
    await expect(postReceiptsSafely(here.client, twice, options(here))).rejects.toThrow(/occurs twice/)
  })
})

describe('in trouble', () => {
  it.each<[string, Trouble[], string[]]>([
    [
      'the answer is lost after the act',
      [{ kind: 'lost_answer', match: POST, times: 1 }],
      ['found', 'found', 'found'],
    ],
    [
      'the line breaks before the act',
      [{ kind: 'never_acts', match: POST, times: 1 }],
      ['posted', 'posted', 'posted'],
    ],
    ['a server fault', [{ kind: 'server_error', match: POST, times: 1 }], ['posted', 'posted', 'posted']],
    ['a storm of 429', [{ kind: 'rate_limited', times: 4 }], ['posted', 'posted', 'posted']],
    [
      'an answer cut off',
      [{ kind: 'truncated_json', match: POST, times: 1 }],
      ['posted', 'posted', 'posted'],
    ],
    [
      'two answers lost in a row',
      [
        { kind: 'never_acts', match: POST, times: 1 },
        { kind: 'lost_answer', match: POST, times: 1 },
      ],
      ['found', 'found', 'found'],
    ],
    [
      'a look-up that breaks too, and comes back',
      [
        { kind: 'lost_answer', match: POST, times: 1 },
        { kind: 'never_acts', match: '^GET', times: 3 },
      ],
      ['found', 'found', 'found'],
    ],
  ])('makes exactly one receipt of each sale when there is %s', async (_, troubles, expected) => {
    const here = await open()
    const [tag = ''] = stock(here, 1)
    here.simulator.trouble(troubles)
    const list = sales(3, tag)
    expect(fates(await postReceiptsSafely(here.client, list, options(here)))).toEqual(expected)
    expect(held(here)).toEqual(once(list))
    expect(packageByTag(here.simulator.state, tag)?.Quantity).toBe(94)
  })

  it('waits for what is written but not yet visible', async () => {
    const here = await open({ settings: { lagMs: 5_000 } })
    const [tag = ''] = stock(here, 1)
    here.simulator.trouble([{ kind: 'lost_answer', match: POST, times: 1 }])
    const list = sales(3, tag)
    expect(fates(await postReceiptsSafely(here.client, list, options(here)))).toEqual([
      'found',
      'found',
      'found',
    ])
    expect(held(here)).toEqual(once(list))
  })

  it('would have doubled them by looking once only: what the waits are for', async () => {
    const here = await open({ settings: { lagMs: 5_000 } })
    const [tag = ''] = stock(here, 1)
    here.simulator.trouble([{ kind: 'lost_answer', match: POST, times: 1 }])
    await postReceiptsSafely(here.client, sales(1, tag), options(here, { lookUpWaits: [0] }))
    expect(held(here)).toEqual(new Map([['R-1', 2]]))
  })

  it('leaves it unknown when it cannot look, and settles it the next time', async () => {
    const here = await open()
    const [tag = ''] = stock(here, 1)
    const list = sales(12, tag)
    here.simulator.trouble([
      { kind: 'lost_answer', match: POST },
      { kind: 'server_error', match: '^GET' },
    ])
    const impatient = here.clientWith({ retries: 0 })
    const first = await postReceiptsSafely(impatient, list, options(here))
    expect(new Set(fates(first.slice(0, 10)))).toEqual(new Set(['unknown']))
    expect(fates(first.slice(10))).toEqual(['not_sent', 'not_sent'])
    here.simulator.trouble([])
    const mayBeThere = new Set(first.filter(({ outcome }) => outcome === 'unknown').map(({ index }) => index))
    const second = await postReceiptsSafely(here.clientWith({}), list, options(here, { mayBeThere }))
    expect(fates(second)).toEqual([...Array.from({ length: 10 }, () => 'found'), 'posted', 'posted'])
    expect(held(here)).toEqual(once(list))
  })

  it('stops at a key that was revoked, and sends nothing more', async () => {
    const here = await open()
    const [tag = ''] = stock(here, 1)
    here.simulator.trouble([{ kind: 'revoked_key' }])
    const outcomes = await postReceiptsSafely(here.client, sales(15, tag), options(here))
    expect(new Set(fates(outcomes.slice(0, 10)))).toEqual(new Set(['refused']))
    expect(new Set(fates(outcomes.slice(10)))).toEqual(new Set(['not_sent']))
    expect(here.simulator.log).toHaveLength(1)
  })

  it(
    'makes one receipt of each sale under any mixture of troubles, over as many runs as it takes',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.record({
            seed: fc.integer({ min: 1, max: 1_000_000 }),
            count: fc.integer({ min: 1, max: 24 }),
            lagMs: fc.constantFrom(0, 3_000),
            share: fc.double({ min: 0.05, max: 0.4, noNaN: true }),
            bad: fc.array(fc.nat(23), { maxLength: 2 }),
          }),
          async ({ seed, count, lagMs, share, bad }) => {
            const here = await openShop({ seed, settings: { lagMs } })
            try {
              const [tag = ''] = stock(here, 1)
              const kinds = [
                'lost_answer',
                'never_acts',
                'server_error',
                'rate_limited',
                'truncated_json',
              ] as const
              here.simulator.trouble(kinds.map((kind) => ({ kind, share: share / kinds.length })))
              const list = sales(count, tag).map((each, index) =>
                bad.includes(index) ? sale(each.externalNumber, 'no such tag') : each,
              )
              const good = list.filter(({ lines }) => lines[0]?.tag === tag)
              await untilSettled(here, list)
              expect(held(here)).toEqual(once(good))
              expect(packageByTag(here.simulator.state, tag)?.Quantity).toBe(100 - 2 * good.length)
            } finally {
              await here.stop()
            }
          },
        ),
        { numRuns: RUNS, seed: 20_260_310 },
      ),
    20_000 * (RUNS / 40),
  )
})

/** What the queue does: posts again what is open, looking first where it may be there. */
const untilSettled = async (here: Shop, list: readonly SaleToReport[]): Promise<void> => {
  let open = list.map((each) => ({ each, mayBeThere: false }))
  for (let run = 0; open.length > 0; run += 1) {
    if (run > 50) throw new Error('never settled')
    const mayBeThere = new Set(open.flatMap((row, index) => (row.mayBeThere ? [index] : [])))
    const rows = open.map(({ each }) => each)
    const client = here.clientWith({ retries: 1 })
    const outcomes = await postReceiptsSafely(client, rows, options(here, { mayBeThere }))
    open = outcomes.flatMap(({ index, outcome }) => {
      const row = open[index]
      if (row === undefined || !['unknown', 'not_sent'].includes(outcome)) return []
      return [{ each: row.each, mayBeThere: row.mayBeThere || outcome === 'unknown' }]
    })
  }
}
