import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  entriesOf,
  fromText,
  nextBatch,
  toText,
  withCount,
  without,
  type Outbox,
  type Waiting,
} from './outbox'

const EMPTY: Outbox = new Map()
const count = (lineId: string, quantity: string, at = 0): Waiting => ({ lineId, quantity, note: '', at })

describe('counts that wait to be saved', () => {
  it('end up on the server as they were last typed, however sending and typing alternate', () => {
    const typed = fc.record({
      line: fc.constantFrom('a', 'b', 'c'),
      quantity: fc.nat(99).map(String),
      sends: fc.constantFrom('no', 'lost', 'arrives'),
    })
    fc.assert(
      fc.property(fc.array(typed), (acts) => {
        const server = new Map<string, string>()
        const last = new Map<string, string>()
        let outbox = EMPTY
        for (const { line, quantity, sends } of acts) {
          const batch = nextBatch(outbox)
          outbox = withCount(outbox, count(line, quantity))
          last.set(line, quantity)
          // what was on its way arrives after this line was typed again
          if (sends === 'no') continue
          for (const each of batch) server.set(each.lineId, each.quantity)
          if (sends === 'arrives') outbox = without(outbox, batch)
        }
        for (const each of nextBatch(outbox)) server.set(each.lineId, each.quantity)
        expect(server).toEqual(last)
      }),
    )
  })

  it('tell when they were counted only if they had to wait', () => {
    const entries = entriesOf([count('a', '1', 90_000), count('b', '2', 10_000)], 100_000)
    expect(entries[0]).not.toHaveProperty('countedAt')
    expect(entries[1]).toHaveProperty('countedAt', '1970-01-01T00:00:10.000Z')
  })

  it('outlive the page, and what cannot be read is nothing', () => {
    const outbox = withCount(withCount(EMPTY, count('a', '1')), count('b', '2.5'))
    expect(fromText(toText(outbox))).toEqual(outbox)
    for (const broken of [null, '', '{', '{}', '[1, null, {"lineId":"a"}]'])
      expect(fromText(broken).size).toBe(0)
  })
})
