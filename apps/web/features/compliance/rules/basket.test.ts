import { describe, expect, it } from 'vitest'
import { checkOf, newLine, newPart, type BasketDraft } from './basket'

const NOW = new Date('2026-11-22T20:00:00Z')
const draft = (...lines: BasketDraft['lines']): BasketDraft => ({
  storeId: 'store',
  customerKind: 'patient',
  stateSystemAsked: true,
  lines,
})

describe('a basket to try', () => {
  it('holds what is in it now; what was bought before is its history', () => {
    const { basket, history } = checkOf(
      draft(newLine(), { ...newLine(), when: 'today' }, { ...newLine(), when: '7' }),
      NOW,
    )
    expect(basket.map(({ id }) => id)).toEqual(['1'])
    expect(history).toMatchObject([
      { id: '2', purchasedAt: '2026-11-22T20:00:00.000Z', customerKind: 'patient' },
      { id: '3', purchasedAt: '2026-11-15T20:00:00.000Z', customerKind: 'patient' },
    ])
  })

  it('leaves out contents nobody entered, and those that its kind of goods does not have', () => {
    const part = newPart('3,5')
    const line = { ...newLine(), quantity: ' 2 ', parts: [part, { ...part, form: 'plant' as const }] }
    expect(checkOf(draft(line), NOW).basket).toEqual([
      {
        id: '1',
        quantity: '2',
        parts: [{ form: 'flower', netWeight: { amount: '3.5', unit: 'g' } }, { form: 'plant' }],
      },
    ])
  })
})
