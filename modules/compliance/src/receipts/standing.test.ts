import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RECEIPT_STANDINGS } from './contract.ts'
import {
  ATTENTION,
  OPEN,
  SHOWN_AFTER_MS,
  standingOf,
  type Compared,
  type Mending,
  type OwnReport,
  type ReceiptFacts,
} from './standing.ts'

const HOUR = 3_600_000
const SOLD = 100 * HOUR
const NOW = SOLD + 5 * HOUR
const READ: Compared = { from: 0, salesUntil: NOW, receiptsUntil: NOW }
const sale = (of: Partial<ReceiptFacts> = {}): ReceiptFacts => ({
  soldAt: SOLD,
  changedAt: SOLD,
  voided: false,
  named: true,
  live: 0,
  struckOut: 0,
  unreported: [],
  own: null,
  ...of,
})
const mending = (correction: Mending['correction']): Mending => ({ discrepancy: 'standing', correction })

describe('a sale', () => {
  it('is reported under its number, or by a comparison that found nothing missing', () => {
    expect(standingOf(sale({ live: 1 }), null, SOLD)).toBe('reported')
    expect(standingOf(sale(), READ, NOW)).toBe('reported')
    expect(standingOf(sale({ live: 2 }), READ, NOW)).toBe('reported_twice')
    expect(standingOf(sale({ named: false }), READ, NOW)).toBe('unnamed')
    expect(standingOf(sale({ struckOut: 1 }), READ, NOW)).toBe('missing')
  })

  it('waits while the state may only not show it, or has not been read so far', () => {
    expect(standingOf(sale(), READ, SOLD + SHOWN_AFTER_MS - 1)).toBe('not_due')
    expect(standingOf(sale(), null, NOW)).toBe('not_read')
    expect(standingOf(sale(), { ...READ, receiptsUntil: SOLD + SHOWN_AFTER_MS - 1 }, NOW)).toBe('not_read')
    expect(standingOf(sale(), { ...READ, salesUntil: SOLD - 1 }, NOW)).toBe('not_read')
    expect(standingOf(sale(), { ...READ, from: SOLD + 1 }, NOW)).toBe('out_of_reach')
  })

  it('follows the correction confirmed last', () => {
    const followed = (['waiting', 'sending', 'unknown', 'done', 'refused', 'cancelled', null] as const).map(
      (correction) => standingOf(sale({ unreported: [mending(correction)] }), READ, NOW),
    )
    expect(followed).toEqual(['queued', 'sending', 'unknown', 'sent', 'failed', 'missing', 'missing'])
    const several = [mending('done'), mending('refused'), mending('waiting')]
    expect(standingOf(sale({ unreported: several }), READ, NOW)).toBe('failed')
    expect(
      standingOf(sale({ unreported: [{ discrepancy: 'dismissed', correction: null }] }), READ, NOW),
    ).toBe('left')
  })

  it('that was struck out must be struck out at the state too', () => {
    expect(standingOf(sale({ voided: true }), READ, NOW)).toBe('voided')
    expect(standingOf(sale({ voided: true, struckOut: 1 }), READ, NOW)).toBe('voided')
    expect(standingOf(sale({ voided: true, live: 1 }), READ, NOW)).toBe('void_not_told')
    expect(standingOf(sale({ voided: true, live: 1, changedAt: NOW - HOUR / 2 }), READ, NOW)).toBe('not_due')
  })

  it('that the suite reports follows its own report until the state was read after it', () => {
    const own = (state: OwnReport['state'], kind: OwnReport['kind'] = 'report_sale'): OwnReport => ({
      kind,
      state,
      finishedAt: state === 'done' || state === 'refused' ? NOW - HOUR : null,
    })
    const followed = (['waiting', 'sending', 'unknown', 'done', 'refused'] as const).map((state) =>
      standingOf(sale({ own: own(state) }), { ...READ, receiptsUntil: NOW - HOUR }, NOW),
    )
    expect(followed).toEqual(['queued', 'sending', 'unknown', 'sent', 'failed'])
    // a discrepancy nobody took up says nothing new; one a person takes up does
    const untouched = sale({ own: own('waiting'), unreported: [mending(null)] })
    expect(standingOf(untouched, READ, NOW)).toBe('queued')
    const takenUp = sale({ own: own('refused'), unreported: [mending('waiting')] })
    expect(standingOf(takenUp, READ, NOW)).toBe('queued')
    // told, read after it, and not there
    const late = NOW + 10 * HOUR
    const gone = sale({ own: own('done'), unreported: [mending(null)] })
    expect(standingOf(gone, { from: 0, salesUntil: late, receiptsUntil: late }, late)).toBe('missing')
    expect(standingOf(sale({ own: own('waiting'), live: 1 }), READ, NOW)).toBe('reported')
    expect(standingOf(sale({ own: own('refused', 'correct_report'), live: 1 }), READ, NOW)).toBe('failed')
    const voided = sale({ voided: true, live: 1, own: own('waiting', 'void_report') })
    expect(standingOf(voided, READ, NOW)).toBe('queued')
    expect(standingOf({ ...voided, live: 0 }, READ, NOW)).toBe('queued')
    expect(standingOf({ ...voided, live: 0, struckOut: 1 }, READ, NOW)).toBe('voided')
    expect(standingOf({ ...voided, own: own('done') }, READ, NOW)).toBe('void_not_told')
  })

  const facts: fc.Arbitrary<ReceiptFacts> = fc
    .record({
      soldAt: fc.nat(200 * HOUR),
      later: fc.nat(3 * HOUR),
      voided: fc.boolean(),
      named: fc.boolean(),
      live: fc.nat(2),
      struckOut: fc.nat(1),
      unreported: fc.array(
        fc.record({
          discrepancy: fc.constantFrom('standing', 'dismissed'),
          correction: fc.constantFrom('waiting', 'sending', 'unknown', 'done', 'refused', 'cancelled', null),
        }),
        { maxLength: 3 },
      ),
      own: fc.option(
        fc.record({
          kind: fc.constantFrom('report_sale', 'void_report', 'correct_report'),
          state: fc.constantFrom('waiting', 'sending', 'unknown', 'done', 'refused'),
          finishedAt: fc.option(fc.nat(220 * HOUR)),
        }),
      ),
    })
    .map(({ later, ...of }) => ({ ...of, changedAt: of.soldAt + later }))
  const compared = fc.option(
    fc.record({
      from: fc.nat(100 * HOUR),
      salesUntil: fc.nat(210 * HOUR),
      receiptsUntil: fc.nat(210 * HOUR),
    }),
  )

  it('is never called reported without proof, whatever is known', () => {
    fc.assert(
      fc.property(facts, compared, fc.nat(220 * HOUR), (of, read, now) => {
        const standing = standingOf(of, read, now)
        expect(RECEIPT_STANDINGS).toContain(standing)
        expect([...ATTENTION].every((one) => OPEN.has(one))).toBe(true)
        if (standing !== 'reported') return
        const isOwn = of.own?.kind === 'report_sale' && of.live === 1
        expect(of.unreported.some(({ discrepancy }) => discrepancy === 'standing') && !isOwn).toBe(false)
        const wasRead =
          read !== null &&
          of.soldAt >= read.from &&
          read.salesUntil >= of.changedAt &&
          read.receiptsUntil >= of.changedAt + SHOWN_AFTER_MS
        expect(of.live === 1 || (wasRead && of.named && of.struckOut === 0)).toBe(true)
      }),
    )
  })
})
