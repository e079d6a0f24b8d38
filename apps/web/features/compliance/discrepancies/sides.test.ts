import { describe, expect, it } from 'vitest'
import type { Evidence } from './queries'
import { shortUnit, totalsOf } from './sides'

const event = (of: Partial<Evidence>): Evidence => ({
  at: '2026-11-20T18:00:00.000Z',
  side: 'pos',
  what: 'sold',
  quantity: '2',
  unit: 'g',
  reference: '10442',
  ...of,
})
const reported = (of: Partial<Evidence> = {}): Evidence =>
  event({ side: 'state', what: 'reported', reference: 'S-1', ...of })

const totals = (evidence: readonly Evidence[], cause = 'second_report') =>
  totalsOf({ cause, evidence: [...evidence] })

const quantities = (found: ReturnType<typeof totals>) => [
  found?.sides.shelf?.quantity,
  found?.sides.pos?.quantity,
  found?.sides.state?.quantity,
]

describe('the sides next to each other', () => {
  it('takes the last that each side said it holds, in its own unit', () => {
    const found = totals([
      event({ what: 'says it holds', quantity: '9' }),
      event({ what: 'says it holds', quantity: '8' }),
      event({ side: 'state', what: 'says it is closed, holding', quantity: '0', unit: 'Ounces' }),
      event({ side: 'shelf', what: 'holds by the last count and what happened since', quantity: '8.5' }),
    ])
    expect(found).toEqual({
      of: 'holds',
      sides: {
        shelf: { quantity: '8.5', unit: 'g' },
        pos: { quantity: '8', unit: 'g' },
        state: { quantity: '0', unit: 'oz' },
      },
    })
  })

  it('sums sales and reports where nobody says what it holds', () => {
    const found = totals([event({}), reported(), reported({ reference: 'S-2' })])
    expect(quantities(found)).toEqual([undefined, '2', '4'])
    expect(totals([event({})])?.sides.state).toEqual({ quantity: '0', unit: 'g' })
  })

  it('leaves out what was struck out', () => {
    const struck = event({ what: 'struck out' })
    expect(quantities(totals([event({}), struck, reported()]))).toEqual([undefined, '0', '2'])
    const partly = totals(
      [event({ quantity: '1' }), event({ what: 'struck out', quantity: '1' })],
      'part_voided_at_till',
    )
    expect(partly?.sides.pos?.quantity).toBe('1')
    const withState = [event({}), reported(), reported({ what: 'struck out', quantity: null, unit: null })]
    expect(totals(withState)?.sides.state?.quantity).toBe('0')
  })

  it('has nothing to compare where there are no figures', () => {
    expect(totals([event({ what: 'held: leaky', quantity: null, unit: null })])).toBeNull()
  })

  it('writes the units of the state as tills do', () => {
    expect(['Grams', 'each', 'g', 'Fluid Ounces'].map(shortUnit)).toEqual(['g', 'ea', 'g', 'Fluid Ounces'])
    expect(shortUnit(null)).toBeNull()
  })
})
