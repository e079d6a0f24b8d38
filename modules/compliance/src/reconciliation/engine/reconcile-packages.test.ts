import { describe, expect, it } from 'vitest'
import {
  DEFAULT_LAGS,
  type PackageFacts,
  type ReportFact,
  type SaleFact,
  type SideFacts,
  type World,
} from './facts.ts'
import { parts } from './parts.ts'
import { reconcilePackages } from './reconcile-packages.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const NOW = Date.parse('2026-11-22T19:00:00Z')
const LONG_AGO = NOW - 30 * DAY

const side = (of: Partial<SideFacts> = {}): SideFacts => ({
  quantity: parts('10'),
  unit: 'each',
  room: 'Floor',
  roomSince: LONG_AGO,
  itemName: 'Gummies',
  price: null,
  category: 'edibles',
  active: true,
  changedAt: LONG_AGO,
  knownSince: LONG_AGO,
  expiresOn: null,
  ...of,
})

/** A package of ten that all sides hold alike. */
const agreed = (of: Partial<PackageFacts> = {}): PackageFacts => ({
  tag: 'A',
  productId: 'p',
  productName: 'Gummies',
  category: 'edibles',
  price: '20',
  unitGrams: null,
  casePack: 1,
  shelf: { quantity: parts('10'), unit: 'each', room: 'Floor', knownSince: LONG_AGO, countedAt: null },
  pos: side(),
  state: side(),
  elsewhere: null,
  sales: [],
  reports: [],
  movements: [],
  received: [],
  history: [],
  holds: [],
  ...of,
})

const sale = (of: Partial<SaleFact> = {}): SaleFact => ({
  number: '1001',
  at: NOW - 2 * DAY,
  day: '2026-11-20',
  quantity: parts('2'),
  unit: 'each',
  voided: false,
  changedAt: NOW - 2 * DAY,
  amountMinor: 4000,
  ...of,
})

const report = (of: Partial<ReportFact> = {}): ReportFact => ({
  stateId: 'S1',
  number: '1001',
  at: NOW - 2 * DAY,
  quantity: parts('2'),
  unit: 'each',
  voided: false,
  changedAt: NOW - 2 * DAY,
  amountMinor: 4000,
  ...of,
})

const judge = (packages: readonly PackageFacts[], of: Partial<World> = {}) => {
  const span = { from: NOW - 45 * DAY, until: NOW }
  return reconcilePackages({
    packages,
    coverage: { now: NOW, hasShelf: true, sales: span, posAt: NOW, stateAt: NOW, receipts: span },
    lags: DEFAULT_LAGS,
    tillNumbers: new Set(['1001']),
    untaggedNumbers: new Set(),
    expiryCounts: () => true,
    ...of,
  })
}
const found = (facts: PackageFacts, of: Partial<World> = {}): string[] =>
  judge([facts], of).findings.map(({ class: kind, cause }) => `${kind} ${cause}`)

describe('receipts', () => {
  it('are silent where till and state tell the same', () => {
    expect(found(agreed({ sales: [sale()], reports: [report()] }))).toEqual([])
  })

  it('take a line struck out at the till for a void that was told on one side', () => {
    const sales = [sale(), sale({ quantity: parts('3'), voided: true })]
    const facts = agreed({
      sales,
      reports: [report({ quantity: parts('5') })],
      state: side({ quantity: parts('7') }),
    })
    const [finding, ...more] = judge([facts]).findings
    expect(more).toEqual([])
    expect(finding).toMatchObject({
      class: 'voided_one_side',
      cause: 'part_voided_at_till',
      quantityOff: parts('-3'),
      proposal: { kind: 'correct_report', quantity: '3', reference: 'S1' },
    })
  })

  it('do not hold a report against a till that names no package on that receipt', () => {
    const facts = agreed({ reports: [report({ number: '2002' })], state: side({ quantity: parts('8') }) })
    const tillNumbers = new Set(['2002'])
    expect(found(facts, { tillNumbers })).toEqual(['voided_one_side not_at_till'])
    expect(found(facts, { tillNumbers, untaggedNumbers: new Set(['2002']) })).not.toContain(
      'voided_one_side not_at_till',
    )
  })

  it('never take a report under the number of another receipt for a sale of the same size', () => {
    const facts = agreed({ sales: [sale()], reports: [report({ number: '2002' })] })
    expect(found(facts, { tillNumbers: new Set(['1001', '2002']) }).sort()).toEqual([
      'unreported_sale no_receipt',
      'voided_one_side not_at_till',
    ])
    // a number no receipt of the till has is only another way to write it
    expect(found(facts)).toEqual([])
  })

  it('pair reports without a number with the sale nearest in time', () => {
    const sales = [sale({ number: '1' }), sale({ number: '2', at: NOW - 2 * DAY + 8 * MINUTE })]
    // early for the second sale, and yet nearer to it than to the first
    const reports = [report({ number: null, at: NOW - 2 * DAY + 7 * MINUTE })]
    const facts = agreed({ sales, reports, state: side({ quantity: parts('12') }) })
    expect(judge([facts]).findings.map(({ class: kind, subject }) => [kind, subject])).toEqual([
      ['unreported_sale', '1'],
    ])
  })

  it('tell grams keyed as ounces from any other wrong weight, in either direction', () => {
    const told = (sold: string, reported: string): string[] => {
      const off = parts(sold) - parts(reported)
      const shelf = { ...agreed().shelf!, unit: 'g', quantity: parts('500') }
      return found(
        agreed({
          shelf,
          pos: side({ unit: 'g', quantity: parts('500') }),
          state: side({ unit: 'g', quantity: parts('500') + off }),
          sales: [sale({ unit: 'g', quantity: parts(sold) })],
          reports: [report({ unit: 'g', quantity: parts(reported) })],
        }),
      )
    }
    expect(told('1', '28.35')).toEqual(['unit_mistake reported_quantity'])
    expect(told('28', '0.9877')).toEqual(['unit_mistake reported_quantity'])
    expect(told('1', '31')).toEqual(['quantity_drift reported_quantity'])
  })
})

describe('quantities', () => {
  it('compare pieces with grams where a piece has a weight, and ask for one where it has none', () => {
    const state = side({ unit: 'g', quantity: parts('35') })
    expect(found(agreed({ state, unitGrams: parts('3.5') }))).toEqual([])
    expect(found(agreed({ state: { ...state, quantity: parts('28') }, unitGrams: parts('3.5') }))).toEqual([
      'quantity_drift unexplained',
    ])
    expect(found(agreed({ state }))).toEqual(['stale_mapping unit'])
  })

  it('wait while what is on its way could explain them, one sale or a dozen', () => {
    for (const count of [1, 12]) {
      const sales = Array.from({ length: count }, (_, n) =>
        sale({ number: `${n}`, at: NOW - MINUTE, changedAt: NOW - MINUTE, quantity: parts('1') }),
      )
      const quantity = parts(`${10 + count}`)
      const judged = judge([agreed({ sales, pos: side({ quantity }), state: side({ quantity }) })])
      expect(judged.findings).toEqual([])
      expect(judged.late.map(({ what }) => what)).toContain('quantity')
    }
  })

  it('do not wait for what the sales on their way cannot explain', () => {
    const told = (quantities: readonly string[], till: string): string[] => {
      const sales = quantities.map((quantity, n) =>
        sale({ number: `${n}`, at: NOW - MINUTE, changedAt: NOW - MINUTE, quantity: parts(quantity) }),
      )
      // a till alone: what the state was told of the sales is not looked at
      const sold = { from: LONG_AGO, until: NOW }
      const coverage = { now: NOW, hasShelf: true, sales: sold, posAt: NOW, stateAt: null, receipts: null }
      return found(agreed({ sales, pos: side({ quantity: parts(till) }), state: null }), { coverage })
    }
    expect(told(['5'], '15')).toEqual([])
    expect(told(['5'], '13')).toEqual(['quantity_drift unexplained'])
    const dozen = Array.from({ length: 12 }, () => '1')
    expect(told(dozen, '22')).toEqual([])
    expect(told(dozen, '23')).toEqual(['quantity_drift unexplained'])
  })
})

describe('categories', () => {
  it('clash, but not where registers put both under one kind', () => {
    expect(found(agreed({ category: 'topicals' }))).toEqual(['stale_mapping category'])
    expect(found(agreed({ category: 'tinctures' }))).toEqual([])
  })
})

describe('presence', () => {
  it('leaves goods without cannabis out of the state’s business', () => {
    expect(found(agreed({ category: 'accessories', state: null }))).toEqual([])
    expect(found(agreed({ state: null }))).toEqual(['missing_package not_with_state'])
  })

  it('gives a package the state has just closed the time a delivery has', () => {
    const closed = (agoMs: number) => agreed({ state: side({ active: false, changedAt: NOW - agoMs }) })
    expect(found(closed(5 * 60 * MINUTE))).toEqual(['missing_package closed_at_state'])
    const judged = judge([closed(MINUTE)])
    expect(judged.findings).toEqual([])
    expect(judged.late).toMatchObject([{ what: 'package', until: NOW - MINUTE + DEFAULT_LAGS.receiving }])
  })
})

describe('rooms', () => {
  const lying = (tag: string, till: string, state: string, since = LONG_AGO): PackageFacts =>
    agreed({ tag, pos: side({ room: till }), state: side({ room: state, roomSince: since }) })
  const elsewhere = (packages: readonly PackageFacts[]): string[] =>
    judge(packages).findings.map(({ class: kind, tag }) => `${kind} ${tag}`)

  it('go by the names three packages agree on, and by none below', () => {
    const three = ['A', 'B', 'C'].map((tag) => lying(tag, 'Sales floor', 'SF-1'))
    expect(elsewhere([...three, lying('D', 'Sales floor', 'Vault')])).toEqual(['wrong_location D'])
    expect(elsewhere([...three.slice(1), lying('D', 'Sales floor', 'Vault')])).toEqual([])
  })

  it('mean the same where both sides use the name, however many packages lie wrong', () => {
    const wrong = ['A', 'B', 'C'].map((tag) => lying(tag, 'Vault', 'Floor'))
    expect(elsewhere([...wrong, lying('D', 'Vault', 'Vault')])).toEqual([
      'wrong_location A',
      'wrong_location B',
      'wrong_location C',
    ])
  })

  it('are not held against a side that was told of the move just now', () => {
    const held = lying('B', 'Vault', 'Vault')
    const judged = judge([lying('A', 'Vault', 'Floor', NOW - MINUTE), held])
    expect(judged.findings).toEqual([])
    expect(judged.late).toMatchObject([{ tag: 'A', what: 'room' }])
  })
})

describe('barred sales', () => {
  const reported = { sales: [sale()], reports: [report()] }
  const spoken = { at: LONG_AGO, onHold: false, onRecall: false, labState: 'TestPassed' }

  it('are those of a recall, and not those before it', () => {
    const recalled = (at: number) =>
      agreed({ ...reported, history: [spoken, { ...spoken, at, onRecall: true }] })
    expect(found(recalled(NOW - 3 * DAY))).toEqual(['sold_on_hold recall'])
    expect(found(recalled(NOW - DAY))).toEqual([])
  })

  it('are those after the last day, and not those on it', () => {
    const lasting = (expiresOn: string) => agreed({ ...reported, state: side({ expiresOn }) })
    expect(found(lasting('2026-11-19'))).toEqual(['sold_expired past_date'])
    expect(found(lasting('2026-11-20'))).toEqual([])
    expect(found(lasting('2026-11-19'), { expiryCounts: () => false })).toEqual([])
  })

  it('are none where the sale was struck out on both sides', () => {
    const history = [{ ...spoken, onHold: true }]
    const struck = { sales: [sale({ voided: true })], reports: [report({ voided: true })] }
    expect(found(agreed({ ...struck, history }))).toEqual([])
    expect(found(agreed({ ...reported, history }))).toEqual(['sold_on_hold state_hold'])
  })
})

describe('mapping', () => {
  it('takes names for one that differ in signs and case only', () => {
    expect(found(agreed({ pos: side({ itemName: ' GUMMIES - ' }) }))).toEqual([])
    expect(found(agreed({ pos: side({ itemName: 'Brownies' }) }))).toEqual(['stale_mapping product'])
  })

  it('says nothing of what a side has closed', () => {
    const closed = side({ active: false, quantity: 0, category: 'topicals' })
    const empty = { ...agreed().shelf!, quantity: 0 }
    expect(found(agreed({ shelf: empty, pos: side({ quantity: 0 }), state: closed }))).toEqual([])
  })
})
