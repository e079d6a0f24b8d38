import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FORMS } from '../state-rules/limit-shape.ts'
import { SHIPPED_RULES, SHIPPED_STATES } from '../state-rules/shipped/index.ts'
import { isLimitTopic } from '../state-rules/topics.ts'
import { checkBasket, type LimitQuestion } from './check-basket.ts'
import { CUSTOMER_KINDS, type BasketLine, type CustomerKind, type Part, type PastLine } from './contract.ts'
import { limitRule } from './limit-rule.ts'

const NOW = Date.parse('2026-11-22T20:00:00Z')
const HOUR = 3_600_000

const limits = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      ...SHIPPED_RULES.filter(({ topic, status }) => isLimitTopic(topic) && status !== 'unverified').map(
        ({ state, topic }) => [state, topic.split('.')[1] as CustomerKind] as const,
      ),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...SHIPPED_STATES), fc.constantFrom(...CUSTOMER_KINDS)) },
)
const content = (max: number, unit: 'g' | 'mg' | 'ml') =>
  fc.option(
    fc.integer({ min: 0, max }).map((n) => ({ amount: (n / 1000).toFixed(3), unit })),
    { nil: undefined, freq: 60 },
  )
const part: fc.Arbitrary<Part> = fc
  .record({
    form: fc.oneof(
      {
        weight: 20,
        arbitrary: fc.constantFrom(
          'flower' as const,
          'flower' as const,
          'concentrate' as const,
          'solid_edible' as const,
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom(...FORMS) },
    ),
    netWeight: content(12_000, 'g'),
    concentrateWeight: content(1_500, 'g'),
    thc: content(150_000, 'mg'),
    netVolume: content(200_000, 'ml'),
  })
  .map(({ form, ...contents }) => ({
    form,
    ...(Object.fromEntries(Object.entries(contents).filter(([, value]) => value !== undefined)) as object),
  }))
const line: fc.Arbitrary<BasketLine> = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  quantity: fc.integer({ min: 1, max: 4000 }).map((n) => (n / 1000).toFixed(3)),
  parts: fc.oneof(
    { weight: 30, arbitrary: fc.array(part, { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constant<Part[]>([]) },
  ),
})
const history: fc.Arbitrary<PastLine[]> = fc.array(
  fc.tuple(line, fc.integer({ min: -60 * 24, max: 0 })).map(([each, hours]) => ({
    ...each,
    purchasedAt: new Date(NOW + hours * HOUR).toISOString(),
    customerKind: 'adult' as const,
  })),
  { maxLength: 2 },
)
const question = fc
  .record({ limit: limits, history, stateSystemAsked: fc.integer({ max: 9, min: 0 }).map((n) => n > 0) })
  .map(({ limit: [state, customerKind], history, stateSystemAsked }): Omit<LimitQuestion, 'basket'> => ({
    rule: limitRule(state, customerKind, '2026-11-22'),
    accept: 'reported',
    customerKind,
    history: history.map((each) => ({ ...each, customerKind })),
    stateSystemAsked,
    reading: { now: new Date(NOW), timeZone: 'America/Denver', dayStartsAtMinutes: 0, splitTickets: 'day' },
  }))
const basket = fc.array(line, { minLength: 1, maxLength: 3 })
const isAllowed = (q: Omit<LimitQuestion, 'basket'>, lines: readonly BasketLine[]): boolean =>
  checkBasket({ ...q, basket: lines }).allowed
const RUNS = { numRuns: 600, seed: 20_261_122 }

describe('for any basket, history and shipped limit', () => {
  it('the samples hold enough of both verdicts to mean something', () => {
    const verdicts = fc.sample(fc.tuple(question, basket), RUNS).map(([q, lines]) => isAllowed(q, lines))
    const allowed = verdicts.filter(Boolean).length
    expect(allowed).toBeGreaterThan(120)
    expect(allowed).toBeLessThan(480)
  })

  it('adding goods never turns blocked into allowed', () => {
    fc.assert(
      fc.property(
        question,
        basket,
        line,
        (q, lines, more) => !isAllowed(q, [...lines, more]) || isAllowed(q, lines),
      ),
      RUNS,
    )
  })

  it('more history never turns blocked into allowed', () => {
    fc.assert(
      fc.property(
        question,
        basket,
        history,
        (q, lines, more) =>
          !isAllowed(
            { ...q, history: [...q.history, ...more.map((m) => ({ ...m, customerKind: q.customerKind }))] },
            lines,
          ) || isAllowed(q, lines),
      ),
      RUNS,
    )
  })

  it('splitting a basket over the day never gains', () => {
    fc.assert(
      fc.property(question, basket, basket, fc.integer({ min: 0, max: 8 }), (q, first, second, hours) => {
        const earlier = new Date(NOW - hours * HOUR)
        const one = isAllowed({ ...q, reading: { ...q.reading, now: earlier } }, first)
        const bought = first.map((each) => ({
          ...each,
          purchasedAt: earlier.toISOString(),
          customerKind: q.customerKind,
        }))
        const two = isAllowed({ ...q, history: [...q.history, ...bought] }, second)
        return !(one && two) || isAllowed(q, [...first, ...second])
      }),
      RUNS,
    )
  })

  it('the order of lines and the unit of their weight change nothing', () => {
    const inMilligrams = (lines: readonly BasketLine[]): BasketLine[] =>
      lines.map((each) => ({
        ...each,
        parts: each.parts.map((p) =>
          p.netWeight === undefined
            ? p
            : {
                ...p,
                netWeight: {
                  amount: String(Math.round(Number(p.netWeight.amount) * 1000)),
                  unit: 'mg' as const,
                },
              },
        ),
      }))
    fc.assert(
      fc.property(
        question,
        basket,
        (q, lines) => isAllowed(q, lines) === isAllowed(q, inMilligrams(lines.toReversed())),
      ),
      RUNS,
    )
  })

  it('what is older than every window changes nothing', () => {
    fc.assert(
      fc.property(question, basket, line, (q, lines, old) => {
        const ancient = {
          ...old,
          purchasedAt: new Date(NOW - 70 * 24 * HOUR).toISOString(),
          customerKind: q.customerKind,
        }
        return isAllowed({ ...q, history: [...q.history, ancient] }, lines) === isAllowed(q, lines)
      }),
      RUNS,
    )
  })

  it('what is allowed fits, and what is left may still be bought', () => {
    fc.assert(
      fc.property(question, basket, (q, lines) => {
        const verdict = checkBasket({ ...q, basket: lines })
        return (
          !verdict.allowed ||
          verdict.buckets.every(({ remaining }) => remaining !== null && Number(remaining) >= 0)
        )
      }),
      RUNS,
    )
  })
})
