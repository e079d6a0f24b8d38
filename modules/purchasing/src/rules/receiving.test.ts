import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { Decimal } from '@suite/kernel'
import { mayDo, ON_ORDER, statusAfterCancel, statusAfterSend, type OrderStatus } from './order-state.ts'
import { openQuantity, receive, receivingLimit, type OpenLine } from './receiving.ts'

const line = (over: Partial<OpenLine> = {}): OpenLine => ({
  id: 'a',
  name: 'Blue Dream',
  quantity: '24',
  received: '0',
  casePack: '6',
  ...over,
})

describe('receive', () => {
  it('takes a part and then the rest', () => {
    const part = receive([line()], [{ lineId: 'a', quantity: '10' }])
    expect(part).toEqual({ received: new Map([['a', '10']]), status: 'partly_received' })
    const rest = receive([line({ received: '10' })], [{ lineId: 'a', quantity: '14' }])
    expect(rest).toEqual({ received: new Map([['a', '24']]), status: 'received' })
  })

  it('adds up several lots of one line', () => {
    const lots = ['12', '6', '5.5'].map((quantity) => ({ lineId: 'a', quantity }))
    expect(receive([line()], lots).received.get('a')).toBe('23.5')
  })

  it('takes a case too many only with a reason, and no more than that', () => {
    expect(() => receive([line()], [{ lineId: 'a', quantity: '30' }])).toThrow(/Say why/)
    expect(receive([line()], [{ lineId: 'a', quantity: '30', reason: 'whole case' }]).status).toBe('received')
    expect(() => receive([line()], [{ lineId: 'a', quantity: '30.1', reason: 'whole case' }])).toThrow(
      /more than the 30 that can be taken in/,
    )
  })

  it('counts earlier entries of the same delivery towards the limit', () => {
    const twice = { lineId: 'a', quantity: '20', reason: 'mistake' }
    expect(() => receive([line()], [twice, twice])).toThrow(/more than the 30/)
  })

  it.each([
    [[], /Nothing was received/],
    [[{ lineId: 'b', quantity: '1' }], /not part of this order/],
    [[{ lineId: 'a', quantity: '0' }], /above 0/],
  ])('refuses %j', (deliveries, message) => {
    expect(() => receive([line()], deliveries)).toThrow(message)
  })
})

/** An order as a person could drive it: every action is tried, those not allowed change nothing. */
interface Model {
  status: OrderStatus
  lines: OpenLine[]
  taken: Decimal[]
}

const actions = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('approve' as const, 'send' as const, 'cancel' as const) }),
    fc.record({
      kind: fc.constant('receive' as const),
      entries: fc.array(
        fc.record({
          line: fc.nat(2),
          quantity: fc.integer({ min: 1, max: 300_000 }).map((n) => new Decimal(n).div(10_000).toFixed()),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  ),
  { maxLength: 25 },
)

const step = (order: Model, action: typeof actions extends fc.Arbitrary<(infer A)[]> ? A : never): void => {
  if (!mayDo(order.status, action.kind)) return
  if (action.kind === 'approve') order.status = 'approved'
  else if (action.kind === 'send') order.status = statusAfterSend(order.status)
  else if (action.kind === 'cancel') order.status = statusAfterCancel(order.status)
  else if ('entries' in action) takeIn(order, action.entries)
}

const takeIn = (order: Model, entries: readonly { line: number; quantity: string }[]): void => {
  const deliveries = entries.map(({ line, quantity }) => ({
    lineId: `l${line}`,
    quantity,
    reason: 'more came',
  }))
  let outcome: ReturnType<typeof receive>
  try {
    outcome = receive(order.lines, deliveries)
  } catch {
    return
  }
  for (const entry of entries) order.taken[entry.line] = order.taken[entry.line]!.plus(entry.quantity)
  order.lines = order.lines.map((each) => ({
    ...each,
    received: outcome.received.get(each.id) ?? each.received,
  }))
  order.status = outcome.status
}

describe('a purchase order driven by any sequence of actions', () => {
  it('neither loses nor doubles received goods, and is on order for exactly its open lines', () => {
    let received = 0
    fc.assert(
      fc.property(actions, (steps) => {
        const order: Model = {
          status: 'draft',
          lines: [0, 1, 2].map((n) =>
            line({ id: `l${n}`, quantity: String(10 + n * 7), casePack: String(n + 1) }),
          ),
          taken: [0, 1, 2].map(() => new Decimal(0)),
        }
        for (const action of steps) {
          const finished = order.status === 'received' || order.status === 'cancelled'
          const before = JSON.stringify(order)
          step(order, action)
          if (finished) expect(JSON.stringify(order)).toBe(before)
        }
        order.lines.forEach((each, n) => {
          expect(each.received).toBe(order.taken[n]!.toFixed())
          expect(new Decimal(each.received).lte(receivingLimit(each))).toBe(true)
          if (new Decimal(each.received).gt(0)) received++
        })
        const open = order.lines.reduce((sum, each) => sum.plus(openQuantity(each)), new Decimal(0))
        if (order.status === 'cancelled' || order.status === 'draft')
          expect(order.taken.every((t) => t.isZero())).toBe(true)
        if (ON_ORDER.includes(order.status)) expect(open.gt(0)).toBe(true)
      }),
    )
    // the property would hold for an order that never takes anything in
    expect(received).toBeGreaterThan(0)
  })
})
