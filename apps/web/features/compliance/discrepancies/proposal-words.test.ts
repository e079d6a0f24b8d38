import { describe, expect, it } from 'vitest'
import { proposalWords, signed } from './proposal-words'
import type { Proposal } from './queries'

const proposal = (of: Partial<Proposal>): Proposal => ({
  kind: 'report_sale',
  target: 'state',
  quantity: null,
  unit: null,
  reference: null,
  reason: '',
  by: 'interface',
  permission: 'compliance.correct',
  ...of,
})

describe('a proposal in words', () => {
  it('shows a change with its sign and unit', () => {
    expect(signed('-3.5', 'Grams')).toBe('−3.5 Grams')
    expect(signed('2', null)).toBe('+2')
    expect(signed(null, 'Grams')).toBe('')
  })

  it('names the receipt where there is one', () => {
    expect(proposalWords(proposal({ reference: '10442' }))).toBe(
      'Report receipt 10442 of the till to the state.',
    )
    expect(proposalWords(proposal({ kind: 'void_report' }))).toBe('Strike out the receipt with the state.')
  })

  it('names the change where something is counted', () => {
    expect(proposalWords(proposal({ kind: 'adjust_state', quantity: '-7', unit: 'Each' }))).toBe(
      'Adjust the package with the state by −7 Each.',
    )
    expect(proposalWords(proposal({ kind: 'adjust_pos', target: 'pos' }))).toBe(
      'Adjust the package at the till.',
    )
  })
})
