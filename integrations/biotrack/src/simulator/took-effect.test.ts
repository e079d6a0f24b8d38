import { expect, test } from 'vitest'
import type { SimRequest } from '@suite/simulator'
import { DEMO_SHOP, smallShop } from './demo.ts'
import { answerBioTrack } from './start.ts'
import type { BioTrackState } from './state.ts'
import { readmit, tookEffect } from './took-effect.ts'

const AT = new Date('2026-04-20T18:00:00Z')
const { company, username, password, licence } = DEMO_SHOP

/** A shop whose sessions do not use up the chance that transactions are drawn from. */
const shop = (): BioTrackState => ({ ...smallShop(AT, 3), newSession: () => 'f'.repeat(128) })

const request = (method: string, path: string, json: unknown, session?: string): SimRequest => ({
  method,
  path,
  query: new URLSearchParams(),
  headers: session === undefined ? {} : { authorization: `Bearer ${session}` },
  text: JSON.stringify(json),
  json,
  at: AT,
})
const classic = (body: object): SimRequest => request('POST', '/serverjson.asp', { API: '4.0', ...body })

test('books come out the same when only what took effect is told again', () => {
  const first = shop()
  const [barcode, other] = first.live.packages.all().map((each) => each.barcode)
  const signedIn = answerBioTrack(
    first,
    classic({ action: 'login', license_number: company, username, password }),
  )
  const { sessionid } = signedIn.body as { sessionid: string }
  const adjust = (barcodeid: unknown, session = sessionid) =>
    classic({
      action: 'inventory_adjust',
      sessionid: session,
      data: { barcodeid, quantity: '9', type: '1', reason: 'counted' },
    })
  const rest = { NewAmount: 11, Type: '1', Reason: 'counted' }
  const asked: readonly (readonly [SimRequest, boolean])[] = [
    [classic({ action: 'login', license_number: company, username, password }), false],
    [classic({ action: 'sync_inventory', sessionid, download: 1 }), false],
    [adjust(barcode), true],
    [adjust('no such barcode'), true],
    [adjust(barcode, 'ended'), false],
    [classic({ action: 'no_such_action', sessionid }), false],
    [request('GET', '/v1/inventory', undefined, sessionid), false],
    [request('POST', '/v1/user/login', { UBI: company, Username: username, Password: password }), false],
    [request('PUT', `/v1/inventory/${other}/adjust`, rest, sessionid), true],
    [request('PUT', '/v1/inventory/0/adjust', rest, sessionid), true],
    [request('PUT', `/v1/inventory/${other}/adjust`, rest, 'ended'), false],
    [request('PUT', '/v1/no-such-route', rest, sessionid), false],
  ]
  for (const [each, effect] of asked)
    expect([each.text, tookEffect(each, answerBioTrack(first, each))]).toEqual([each.text, effect])

  const second = shop()
  for (const [each, effect] of asked) {
    if (!effect) continue
    readmit(second, username, each)
    answerBioTrack(second, each)
  }
  expect(second.live.packages.seen(AT)).toEqual(first.live.packages.seen(AT))
  expect(second.live.packages.get(barcode ?? '')?.remaining).toBe('9')
  expect(second.live.packages.get(other ?? '')).toMatchObject({ remaining: '11', location: licence })
  expect(second.enter(AT)).toEqual(first.enter(AT))
})
