import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slugOf } from './slug.ts'

describe('slugOf', () => {
  it('keeps letters and digits', () => {
    expect(slugOf('Évergreen  Collective!')).toBe('evergreen-collective')
  })

  it('always gives an address the database takes', () => {
    fc.assert(fc.property(fc.string(), (name) => /^[a-z0-9][a-z0-9-]{1,62}$/.test(slugOf(name))))
  })
})
