import { describe, expect, it } from 'vitest'
import { purchaseLimitShape, type PurchaseLimit } from '../state-rules/limit-shape.ts'
import type { AcceptedStatus } from '../state-rules/marks.ts'
import { checkBasket, type LimitQuestion } from './check-basket.ts'
import type { BasketLine, CustomerKind, Part, PastLine } from './contract.ts'
import { limitRule } from './limit-rule.ts'

const NOW = new Date('2026-11-22T20:00:00Z')
const g = (amount: string) => ({ amount, unit: 'g' as const })
const mg = (amount: string) => ({ amount, unit: 'mg' as const })
const line = (quantity: string, ...parts: Part[]): BasketLine => ({
  id: parts[0]?.form ?? 'x',
  quantity,
  parts,
})
const flower = (grams: string, quantity = '1') => line(quantity, { form: 'flower', netWeight: g(grams) })
const concentrate = (grams: string) => line('1', { form: 'concentrate', netWeight: g(grams) })
const gummies = (thc: string, quantity = '1') => line(quantity, { form: 'solid_edible', thc: mg(thc) })
const past = (what: BasketLine, purchasedAt: string, customerKind: CustomerKind = 'adult'): PastLine => ({
  ...what,
  purchasedAt,
  customerKind,
})

const check = (
  state: string,
  basket: BasketLine[],
  more: Partial<LimitQuestion> & { accept?: AcceptedStatus; day?: string } = {},
) => {
  const { customerKind = 'adult', day = '2026-11-22' } = more
  return checkBasket({
    rule: limitRule(state, customerKind, day),
    accept: 'reported',
    customerKind,
    basket,
    history: [],
    reading: { now: NOW, timeZone: 'America/Los_Angeles', dayStartsAtMinutes: 0, splitTickets: 'day' },
    ...more,
  })
}
const codes = (verdict: { reasons: readonly { code: string }[] }) => verdict.reasons.map(({ code }) => code)

describe('California', () => {
  it('fills separate buckets and tells the room in each', () => {
    const verdict = check('CA', [flower('3.5', '8'), concentrate('1')])
    expect(verdict).toMatchObject({
      allowed: true,
      status: 'verified',
      source: '4 CCR §15409 (Westlaw copy)',
      scope: 'store',
    })
    expect(verdict.buckets.map(({ id, basket, remaining }) => [id, basket, remaining])).toEqual([
      ['non_concentrate', '28', '0.5'],
      ['concentrate', '1', '7'],
      ['plants', '0', '6'],
    ])
  })

  it('blocks what is over by a hair, and says by how much', () => {
    expect(check('CA', [flower('28.5')]).allowed).toBe(true)
    expect(check('CA', [flower('28.5001')]).reasons).toEqual([
      {
        code: 'over_limit',
        message:
          'Cannabis other than concentrate: 28.5001 g with this basket, 28.5 g allowed per day. Take out 0.0001 g.',
        bucket: 'non_concentrate',
        lineIds: ['flower'],
      },
    ])
  })

  it('counts the concentrate inside an infused pre-roll and an edible, and asks for it where it is missing', () => {
    const infused = line(
      '1',
      { form: 'flower', netWeight: g('1') },
      { form: 'concentrate', netWeight: g('0.5') },
    )
    const edible = line('1', { form: 'solid_edible', concentrateWeight: g('7.6') })
    const both = check('CA', [infused, edible])
    expect(codes(both)).toEqual(['over_limit'])
    expect(both.buckets[1]).toMatchObject({ basket: '8.1', remaining: '0' })
    const vague = check('CA', [gummies('100')])
    expect(codes(vague)).toEqual(['content_missing'])
    expect(vague.buckets[1]).toMatchObject({ basket: null, remaining: null })
  })

  it('does not let adult and patient limits be combined on one day', () => {
    const history = [past(flower('1'), '2026-11-22T17:00:00Z', 'patient')]
    expect(codes(check('CA', [flower('1')], { history }))).toEqual(['kinds_combined'])
    expect(
      check('CA', [flower('1')], { history: [past(flower('1'), '2026-11-21T17:00:00Z', 'patient')] }).allowed,
    ).toBe(true)
  })

  it("lets a doctor's note set another amount, for patients only", () => {
    const documents = [
      { bucket: 'flower', cap: { amount: '12', unit: 'oz' as const }, reference: 'Note of 2026-10-01' },
    ]
    const pound = [line('1', { form: 'flower', netWeight: { amount: '10', unit: 'oz' } })]
    expect(codes(check('CA', pound, { customerKind: 'patient' }))).toEqual(['over_limit'])
    expect(check('CA', pound, { customerKind: 'patient', documents }).allowed).toBe(true)
    expect(codes(check('CA', pound, { documents }))).toEqual(['document_not_allowed', 'over_limit'])
  })
})

describe('rolling up by fractions', () => {
  it('adds thirds exactly', () => {
    // 1/3 + 1.333333/4 leaves 333.33341666… mg of the 1,000
    const third = [
      flower('9.45'),
      line('1', { form: 'vape', netWeight: { amount: '1', unit: 'g' } }),
      concentrate('0.333333'),
    ]
    const verdict = check('NJ', [...third, gummies('333.33341')])
    expect(verdict.buckets[0]).toMatchObject({ cap: '28.35', remaining: '0' })
    expect(verdict.allowed).toBe(true)
    expect(check('NJ', [...third, gummies('333.33342')]).allowed).toBe(false)
  })

  it('allows half an ounce and 2 g together in New Jersey, not a milligram more', () => {
    expect(check('NJ', [flower('14.175'), concentrate('2')]).allowed).toBe(true)
    expect(check('NJ', [flower('14.175'), concentrate('2.001')]).allowed).toBe(false)
  })

  it('keeps the buckets of Ohio and Illinois apart', () => {
    const ounces = line('1', { form: 'flower', netWeight: { amount: '2.5', unit: 'oz' } })
    expect(check('OH', [ounces, concentrate('15')]).allowed).toBe(true)
    expect(check('IL', [flower('30'), concentrate('5'), gummies('100', '5')]).allowed).toBe(true)
    expect(codes(check('IL', [flower('30')], { customerKind: 'visitor' }))).toEqual(['over_limit'])
  })
})

describe('what is not known', () => {
  it('blocks a state without a rule, and a rule that nobody verified, each with the reason', () => {
    const none = check('NM', [flower('1')])
    expect(none).toMatchObject({ allowed: false, status: 'unknown', source: null })
    expect(none.reasons[0]?.message).toContain('No rule of NM')
    const colorado = check('CO', [flower('1')])
    expect(codes(colorado)).toEqual(['rule_unknown'])
    expect(colorado).toMatchObject({ allowed: false, status: 'unverified' })
    expect(colorado.standing).toContain('do not treat this as law')
    expect(codes(check('OR', [flower('1')]))).toEqual(['rule_unknown'])
  })

  it('blocks by the chosen certainty', () => {
    expect(check('MO', [flower('1')]).allowed).toBe(true)
    expect(codes(check('MO', [flower('1')], { accept: 'verified' }))).toEqual(['rule_unknown'])
    expect(check('NJ', [flower('1')], { accept: 'verified' }).allowed).toBe(true)
  })

  it('blocks only the goods whose equivalency is not settled', () => {
    const massachusetts = (basket: BasketLine[], day?: string) =>
      check('MA', basket, day === undefined ? {} : { day })
    expect(massachusetts([flower('50')]).allowed).toBe(true)
    expect(codes(massachusetts([gummies('5')]))).toEqual(['equivalency_unknown'])
    expect(massachusetts([gummies('500')], '2026-04-18').allowed).toBe(true)
    expect(codes(massachusetts([flower('50')], '2026-04-18'))).toEqual(['over_limit'])
  })

  it('blocks forms that no bucket counts, and what nobody classified; accessories count for nothing', () => {
    const balm = line('1', { form: 'topical', netWeight: g('30') })
    expect(check('NJ', [balm]).reasons[0]?.message).toContain('does not say how topical counts')
    expect(check('MA', [balm]).allowed).toBe(true)
    expect(codes(check('MA', [line('1')]))).toEqual(['not_classified'])
    expect(check('MA', [line('3', { form: 'accessory' })]).allowed).toBe(true)
  })

  it('asks for the state system where the rule does', () => {
    const patient = { customerKind: 'patient' } as const
    expect(codes(check('MI', [flower('1')], patient))).toEqual(['state_system_not_asked'])
    expect(check('MI', [flower('1')], { ...patient, stateSystemAsked: true }).allowed).toBe(true)
  })
})

describe('windows', () => {
  const fourteen = { customerKind: 'patient' } as const
  it('roll over fourteen days in Illinois', () => {
    const bought = (at: string) => ({ ...fourteen, history: [past(flower('70'), at, 'patient')] })
    expect(codes(check('IL', [flower('1')], bought('2026-11-09T20:00:00Z')))).toEqual(['over_limit'])
    expect(codes(check('IL', [flower('1')], bought('2026-11-08T20:00:01Z')))).toEqual(['over_limit'])
    expect(check('IL', [flower('1')], bought('2026-11-08T19:59:59Z')).allowed).toBe(true)
  })

  it('begin at midnight in the store, or at its cut-off', () => {
    const history = [past(flower('28'), '2026-11-22T08:30:00Z')]
    expect(check('CA', [flower('1')], { history }).allowed).toBe(false)
    const reading = {
      now: NOW,
      timeZone: 'America/Los_Angeles',
      dayStartsAtMinutes: 240,
      splitTickets: 'day',
    } as const
    expect(check('CA', [flower('1')], { history, reading }).allowed).toBe(true)
  })

  it('join the tickets of a day unless the shop reads them apart and the rule does not join them', () => {
    const history = [past(flower('28'), '2026-11-22T17:00:00Z')]
    const reading = {
      now: NOW,
      timeZone: 'America/New_York',
      dayStartsAtMinutes: 0,
      splitTickets: 'alone',
    } as const
    expect(check('NJ', [flower('1')], { history }).allowed).toBe(false)
    expect(check('NJ', [flower('1')], { history, reading }).allowed).toBe(true)
    expect(codes(check('CO', [flower('1')], { history, reading }))).toEqual(['rule_unknown', 'over_limit'])
  })
})

describe('the shape of a limit', () => {
  const limit = (count: object): PurchaseLimit =>
    ({
      buckets: [
        {
          id: 'a',
          label: 'A',
          window: { kind: 'day' },
          cap: { amount: '1', unit: 'oz' },
          counts: [{ forms: ['flower'], ...count }],
        },
      ],
    }) as PurchaseLimit
  it.each([
    [{ basis: 'net_volume' }, 'give "every" and "equals"'],
    [
      { basis: 'thc', every: { amount: '1', unit: 'ml' }, equals: { amount: '1', unit: 'oz' } },
      '"every" must be',
    ],
    [
      { basis: 'thc', every: { amount: '1', unit: 'mg' }, equals: { amount: '1', unit: 'each' } },
      '"equals" must be',
    ],
    [{ basis: 'thc', every: { amount: '1', unit: 'mg' } }, 'or neither'],
    [{ basis: 'thc', every: { amount: '0', unit: 'mg' }, equals: { amount: '1', unit: 'oz' } }, 'above zero'],
  ])('refuses %j', (count, words) => {
    expect(purchaseLimitShape.safeParse(limit(count)).error?.issues[0]?.message).toContain(words)
  })
})
