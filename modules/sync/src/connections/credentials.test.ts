import { expect, it } from 'vitest'
import { hintOf } from './credentials.ts'

it('tells keys apart by their own last letters, and says nothing of short ones', () => {
  expect(hintOf({ userKey: 'abcdefgh1234', vendorKey: 'short' })).toBe('…1234')
  expect(
    hintOf({
      key: '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n',
    }),
  ).toBe('…AQEF')
  expect(hintOf({ key: 'short' })).toBe('')
  expect(hintOf({})).toBe('')
})
