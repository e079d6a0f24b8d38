import fc from 'fast-check'
import { expect, it } from 'vitest'
import { talliesAgree } from './agree.ts'

it('lets two counts agree whatever was sold between them, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: -5, max: 5 }),
      (there, sold, wrong) => {
        const first = { quantity: String(there + sold), expected: String(there + sold + 3) }
        const second = { quantity: String(there + wrong), expected: String(there + 3) }
        expect(talliesAgree(first, second)).toBe(wrong === 0)
      },
    ),
  )
})

it('compares the figures themselves while the ledger knows nothing', () => {
  expect(talliesAgree({ quantity: '3.50', expected: null }, { quantity: '3.5', expected: null })).toBe(true)
  expect(talliesAgree({ quantity: '3', expected: null }, { quantity: '4', expected: '4' })).toBe(false)
})
