import { expect, it } from 'vitest'
import { metrcHost } from './hosts.ts'
import { claimsOf, METRC_LIMITS } from './limits.ts'

it('finds the host of a state, of its sandbox, and takes another', () => {
  expect(metrcHost({ state: 'co' })).toBe('https://api-co.metrc.com')
  expect(metrcHost({ state: 'MA', sandbox: true })).toBe('https://sandbox-api-ma.metrc.com')
  expect(metrcHost({ state: 'CO', baseUrl: 'http://127.0.0.1:4100/' })).toBe('http://127.0.0.1:4100')
  expect(() => metrcHost({ state: 'WA' })).toThrow(/does not report to Metrc/)
})

it('counts a call against the facility and the key, without showing the key', () => {
  const call = { baseUrl: 'https://api-co.metrc.com', vendorKey: 'secret', licence: '402-1' }
  const [facility, key, ...more] = claimsOf(call, METRC_LIMITS)
  expect(more).toEqual([])
  expect(facility).toMatchObject({ permits: 50, windowMs: 1000, concurrent: 10 })
  expect(key).toMatchObject({ permits: 150, windowMs: 1000, concurrent: 30 })
  expect(JSON.stringify([facility, key])).not.toContain('secret')
  expect(claimsOf({ ...call, licence: null }, METRC_LIMITS)).toEqual([key])
  expect(claimsOf({ ...call, baseUrl: 'https://api-ma.metrc.com', licence: null }, METRC_LIMITS)).not.toEqual(
    [key],
  )
})
