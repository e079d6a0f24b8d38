import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWebhookHint, signWebhook, verifyWebhook, WEBHOOK_TOLERANCE } from './webhook.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const OTHER = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
const now = new Date('2026-04-20T18:00:00Z')
const body = '{"type":"inventory.changed","changes":[{"productId":77,"quantity":"-12"}]}'
const signed = (id = 'msg_1', at = now, secret = SECRET) => ({
  headers: signWebhook({ id, body }, secret, at),
  body,
})
const rules = (seen: readonly string[] = []) => ({ secrets: [SECRET], now, seen: new Set(seen) })

describe('a signed delivery', () => {
  test('is taken once', () => {
    const seen = new Set<string>()
    const first = verifyWebhook(signed(), { ...rules(), seen })
    expect(first).toEqual({
      accepted: true,
      replayId: 'msg_1',
      sentAt: now,
      replayUntil: new Date(now.getTime() + 2 * WEBHOOK_TOLERANCE * 1000),
    })
    if (first.accepted) seen.add(first.replayId)
    expect(verifyWebhook(signed(), { ...rules(), seen })).toMatchObject({
      accepted: false,
      reason: 'replayed',
    })
    expect(verifyWebhook(signed('msg_2'), { ...rules(), seen }).accepted).toBe(true)
  })

  test('cannot be replayed at any time: it is remembered, or too old', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.integer({ min: -290_000, max: 290_000 }),
        (wait, skew) => {
          const sentAt = new Date(now.getTime() + skew)
          const first = verifyWebhook(signed('msg_1', sentAt), rules())
          if (!first.accepted) throw new Error('it was genuine')
          const later = new Date(now.getTime() + wait)
          // an id is forgotten as soon as it may be
          const seen = new Set(later <= first.replayUntil ? ['msg_1'] : [])
          const again = verifyWebhook(signed('msg_1', sentAt), { secrets: [SECRET], now: later, seen })
          expect(again.accepted).toBe(false)
        },
      ),
    )
  })

  test('is refused when a single bit of anything signed is another', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom('body', 'webhook-id', 'webhook-timestamp', 'webhook-signature'),
        (n, part) => {
          const delivery = signed()
          const text = part === 'body' ? delivery.body : (delivery.headers[part] ?? '')
          const at = n % text.length
          const changed =
            text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1)
          const headers = part === 'body' ? delivery.headers : { ...delivery.headers, [part]: changed }
          // base64 tells some trailing bits twice, and ignores what follows its end
          fc.pre(
            part !== 'webhook-signature' ||
              !Buffer.from(changed.slice(3), 'base64').equals(Buffer.from(text.slice(3), 'base64')),
          )
          const verdict = verifyWebhook({ headers, body: part === 'body' ? changed : delivery.body }, rules())
          expect(verdict.accepted).toBe(false)
        },
      ),
    )
  })

  test.each([
    ['another secret', signed('msg_1', now, OTHER), 'bad_signature'],
    ['a body that was read and written anew', { ...signed(), body: `${body} ` }, 'bad_signature'],
    ['a point in its id, which would blur what was signed', signed('a.1'), 'bad_signature'],
    ['an old time', signed('msg_1', new Date(now.getTime() - 301_000)), 'too_old'],
    ['a time to come', signed('msg_1', new Date(now.getTime() + 301_000)), 'too_new'],
    ['no headers', { headers: {}, body }, 'missing_header'],
    [
      'a time that is none',
      { headers: { ...signed().headers, 'webhook-timestamp': '1e9' }, body },
      'bad_timestamp',
    ],
  ])('is refused with %s', (_, delivery, reason) => {
    expect(verifyWebhook(delivery, rules())).toMatchObject({ accepted: false, reason })
  })

  test('holds by any of two secrets and any of several signatures', () => {
    const both = { ...rules(), secrets: [OTHER, SECRET] }
    expect(verifyWebhook(signed(), both).accepted).toBe(true)
    const { headers } = signed()
    const many = { ...headers, 'webhook-signature': `v1,AAAA v2,x ${headers['webhook-signature'] ?? ''}` }
    expect(verifyWebhook({ headers: many, body }, rules()).accepted).toBe(true)
  })

  test('knows the published example of the public text', () => {
    const verdict = verifyWebhook(
      {
        headers: {
          'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
          'webhook-timestamp': '1614265330',
          'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
        },
        body: '{"test": 2432232314}',
      },
      {
        secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
        now: new Date(1_614_265_330_000),
        seen: new Set(),
      },
    )
    expect(verdict.accepted).toBe(true)
  })

  test('an unusable secret of ours is an error, not a refusal', () => {
    expect(() => verifyWebhook(signed(), { ...rules(), secrets: ['short'] })).toThrow(/webhook secret/)
  })
})

describe('what an accepted delivery asks for', () => {
  test('a pull of what it names, and forecasts anew above ten units of one product', () => {
    expect(readWebhookHint(JSON.parse(body))).toEqual({
      streams: ['inventory'],
      refreshForecast: true,
      productExternalIds: ['77'],
    })
    const changes = [
      { productId: 1, quantity: 6 },
      { productId: '1', quantity: '4' },
      { productId: 2, quantity: -10 },
    ]
    expect(readWebhookHint({ type: 'transactions.changed', changes })).toMatchObject({
      streams: ['transactions'],
      refreshForecast: false,
    })
    expect(
      readWebhookHint({ type: 'x', changes: [...changes, { productId: 1, quantity: '0.01' }] }),
    ).toMatchObject({
      streams: ['transactions', 'inventory'],
      refreshForecast: true,
    })
  })

  test('whatever comes, it is a hint and no error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        expect(readWebhookHint(any).streams.length).toBeGreaterThan(0)
        expect(readWebhookHint({ changes: any }).streams.length).toBeGreaterThan(0)
      }),
    )
  })
})
