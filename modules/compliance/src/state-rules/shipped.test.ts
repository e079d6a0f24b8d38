import { describe, expect, it } from 'vitest'
import { holdsOn, ruleAt, shippedRules, toActOn } from './rule-at.ts'
import type { StateRule } from './rule.ts'
import { SHIPPED_RULES, SHIPPED_STATES } from './shipped/index.ts'
import { labelOf, RULE_SHAPES, TOPICS } from './topics.ts'

const DAY = '2026-11-22'

describe('every shipped rule', () => {
  it.each(SHIPPED_RULES.map((rule) => [rule.id, rule] as const))(
    '%s has the shape of its topic, a source and a span',
    (_, rule) => {
      const parsed = RULE_SHAPES[rule.topic].safeParse(rule.value)
      expect(parsed.success ? parsed.data : parsed.error.issues).toEqual(rule.value)
      expect(rule.source.citation.length).toBeGreaterThan(3)
      expect(
        rule.effectiveTo === null || rule.effectiveFrom === null || rule.effectiveFrom <= rule.effectiveTo,
      ).toBe(true)
    },
  )

  it('has an id of its own, and no other rule of its state and topic on the same day', () => {
    expect(new Set(SHIPPED_RULES.map(({ id }) => id)).size).toBe(SHIPPED_RULES.length)
    for (const rule of SHIPPED_RULES)
      for (const edge of [rule.effectiveFrom ?? '1900-01-01', rule.effectiveTo ?? '2999-12-31'])
        expect(shippedRules(rule.state, rule.topic).filter((other) => holdsOn(other, edge))).toEqual([rule])
  })

  it('is there for the ten states of the product and for BioTrack states', () => {
    expect(SHIPPED_STATES).toEqual(
      expect.arrayContaining(['CA', 'CO', 'IL', 'MA', 'MI', 'MO', 'ND', 'NJ', 'NM', 'NY', 'OH', 'OR']),
    )
    expect(TOPICS.every((topic) => labelOf(topic).length > 3)).toBe(true)
  })
})

describe('certainty', () => {
  const statusOf = (state: string, topic: Parameters<typeof ruleAt>[1]) => ruleAt(state, topic, DAY).status
  it('is what the sources give', () => {
    expect(statusOf('CA', 'purchase_limit.adult')).toBe('verified')
    expect(statusOf('CA', 'inventory.significant_discrepancy')).toBe('unverified')
    expect(statusOf('CO', 'purchase_limit.adult')).toBe('unverified')
    expect(statusOf('CO', 'retention')).toBe('verified')
    expect(statusOf('NJ', 'purchase_limit.adult')).toBe('verified')
    expect(statusOf('OR', 'purchase_limit.adult')).toBe('unverified')
    expect(statusOf('MI', 'expiry')).toBe('reported')
    expect(statusOf('NM', 'purchase_limit.adult')).toBe('unknown')
  })

  it('is told with every answer, and nothing unverified is called law', () => {
    for (const state of SHIPPED_STATES)
      for (const topic of TOPICS) {
        const answer = ruleAt(state, topic, DAY)
        const words = {
          verified: 'Read in the text',
          reported: 'Reported by',
          unverified: 'do not treat this as law',
          unknown: 'nothing may be taken for law',
        }
        expect(answer.standing).toContain(words[answer.status])
        if (answer.known) expect(answer.standing).toContain(answer.source.citation)
        expect(toActOn(answer, 'reported').known).toBe(['verified', 'reported'].includes(answer.status))
        expect(toActOn(answer, 'verified').known).toBe(answer.status === 'verified')
      }
  })
})

describe('the rule of a day', () => {
  const ounces = (day: string, own: StateRule[] = []) => {
    const answer = ruleAt('MA', 'purchase_limit.adult', day, own)
    return answer.known ? answer.value.buckets[0]?.cap.amount : answer.reason
  }
  const mine = (from: string, to: string | null, amount: string | null): StateRule => ({
    ...shippedRules('MA', 'purchase_limit.adult')[0]!,
    id: `own ${from}`,
    effectiveFrom: from,
    effectiveTo: to,
    origin: 'organization',
    value:
      amount === null
        ? null
        : {
            buckets: [
              {
                id: 'flower',
                label: 'Flower',
                window: { kind: 'day' },
                cap: { amount, unit: 'oz' },
                counts: [{ forms: ['flower'], basis: 'net_weight' }],
              },
            ],
          },
  })

  it('is the one that held then', () => {
    expect([ounces('2026-04-18'), ounces('2026-04-19')]).toEqual(['1', '2'])
  })

  it("is the organisation's newest that covers the day, else what is shipped", () => {
    const own = [mine('2026-12-01', null, '3'), mine('2026-11-01', '2027-01-31', '4')]
    expect(['2026-10-31', '2026-11-30', '2026-12-01', '2027-02-01'].map((day) => ounces(day, own))).toEqual([
      '2',
      '4',
      '3',
      '3',
    ])
  })

  it('is unknown where the organisation says so', () => {
    expect(ounces('2026-11-22', [mine('2026-11-01', null, null)])).toContain('Your organisation set')
    expect(ounces('2026-10-31', [mine('2026-11-01', null, null)])).toBe('2')
  })

  it('is asked for with a real day', () => {
    expect(() => ruleAt('MA', 'retention', '2026-02-30')).toThrow('not a calendar day')
  })
})
