import { expect, it } from 'vitest'
import { messageIdOf } from './message-id.ts'
import { permanentlyRefused, waitBefore } from './retry.ts'

it('waits longer each time, never longer than five seconds', () => {
  expect([2, 3, 4, 5, 20].map(waitBefore)).toEqual([250, 500, 1000, 2000, 5000])
})

it.each([
  [{ responseCode: 550 }, true],
  [{ responseCode: 421 }, false],
  [{ responseCode: 451, code: 'EENVELOPE' }, false],
  [{ code: 'EENVELOPE' }, true],
  [{ code: 'EAUTH' }, true],
  [{ code: 'ETIMEDOUT' }, false],
  [null, false],
  ['text', false],
])('knows whether %j is for good', (error, final) => {
  expect(permanentlyRefused(error)).toBe(final)
})

it('makes the same Message-ID of the same id, whatever is in it', () => {
  expect(messageIdOf('purchase-order-1-2', 'shop.example')).toBe('<purchase-order-1-2@shop.example>')
  expect(messageIdOf('a b>\r\nX: y', 'h')).toBe('<a-b---X--y@h>')
})
