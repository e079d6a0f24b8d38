import { describe, expect, it } from 'vitest'
import { refusalOf } from './refusals.ts'

const refused = (code: string) => refusalOf(Object.assign(new Error('as PostgreSQL says it'), { code }))

describe('what PostgreSQL refuses', () => {
  it.each([
    ['23503', 'invalid', 'unknown_reference'],
    ['23505', 'conflict', 'already_exists'],
    ['40001', 'conflict', 'changed_meanwhile'],
    ['22021', 'invalid', 'unreadable_value'],
    ['22008', 'invalid', 'unreadable_value'],
    ['57014', 'unavailable', 'took_too_long'],
  ])('%s becomes %s %s', (sqlState, kind, code) => {
    expect(refused(sqlState)).toMatchObject({ kind, code })
  })

  it('leaves defects as they are', () => {
    const defect = Object.assign(new Error('relation does not exist'), { code: '42P01' })
    expect(refusalOf(defect)).toBe(defect)
    expect(refusalOf('text')).toBe('text')
  })
})
