import { describe, expect, it } from 'vitest'
import { draftOf, FIELDS, valueOf } from './value-fields'

describe('a typed value', () => {
  it.each([
    ['deadline', { within: { kind: 'hours', hours: 24 }, tell: ['CRA', 'police'], how: 'By mail' }],
    ['deadline', { within: { kind: 'calendar_days', days: 1, at: '08:00' } }],
    ['schedule', { every: { count: 30, unit: 'day' }, by: '08:00', what: 'Stock' }],
    ['inventory.counting', { people: 2, oneIsManager: false }],
    ['retention', { years: null, previousCalendarYears: 1, onPremisesMonths: 6, what: 'Records' }],
    ['expiry', { meaning: 'sale_barred', covers: 'edibles', mustDestroy: true }],
    ['destruction', { steps: ['Adjust to 0', 'Finish the package'] }],
    ['id_check', { at: [], log: true, copy: 'barred' }],
    ['product_caps', { packageThcMg: '100' }],
  ] as const)('of %s comes back as it was when nothing is changed', (shape, value) => {
    expect(valueOf(FIELDS[shape], draftOf(FIELDS[shape], value))).toEqual(value)
  })

  it('leaves out what does not apply any more', () => {
    const fields = FIELDS.deadline
    const draft = draftOf(fields, { within: { kind: 'calendar_days', days: 3, at: 'same_time' } })
    expect(valueOf(fields, { ...draft, 'within.kind': 'hours', 'within.hours': '48' })).toEqual({
      within: { kind: 'hours', hours: 48 },
    })
  })

  it('takes a decimal comma, and sends what is missing as missing', () => {
    const fields = FIELDS['inventory.significant_discrepancy']
    const draft = draftOf(fields, null)
    expect(valueOf(fields, { ...draft, percent: ' 2,5 ' })).toEqual({
      percent: '2.5',
      of: 'average_monthly_sales',
    })
    expect(valueOf(fields, draft)).toEqual({ percent: null, of: 'average_monthly_sales' })
  })
})
