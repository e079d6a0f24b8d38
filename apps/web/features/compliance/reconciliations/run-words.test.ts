import { expect, it } from 'vitest'
import { outcomeWords } from './run-words'

it('says what a comparison changed, and when it changed nothing', () => {
  expect(outcomeWords({ opened: 2, reopened: 0, resolved: 1 })).toBe('2 new, 1 gone')
  expect(outcomeWords({ opened: 0, reopened: 1, resolved: 0 })).toBe('1 open again')
  expect(outcomeWords({ opened: 0, reopened: 0, resolved: 0 })).toBe('nothing changed')
})
