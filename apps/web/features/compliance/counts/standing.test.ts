import { describe, expect, it } from 'vitest'
import type { Pass } from './queries'
import { standingOf, walkName } from './standing'

const nameOf = (id: string): string => (id === 'me' ? 'you' : 'Ann')

const walk = (pass: number, counter: string, done: boolean, people = 2): Pass => ({
  pass,
  counter,
  recount: pass > people,
  startedAt: '2026-04-20T15:41:00.000Z',
  submittedAt: done ? '2026-04-20T16:41:00.000Z' : null,
  entries: 0,
})

describe('where a person stands in a count', () => {
  it.each([
    ['nobody has begun', [], 'first'],
    ['they are at it', [walk(1, 'me', false)], 'counting'],
    ['another is at it, and a second is needed', [walk(1, 'other', false)], 'second'],
    ['they have handed in, and a second is needed', [walk(1, 'me', true)], 'counted'],
    ['two others are at it', [walk(1, 'a', false), walk(2, 'b', true)], 'wait'],
    ['both differ, and lines are to be counted again', [walk(1, 'me', true), walk(2, 'b', true)], 'recount'],
  ] as const)('%s', (_case, passes, standing) => {
    expect(standingOf({ passes, people: 2 }, 'me')).toBe(standing)
  })

  it('needs nobody else in a count by one person', () => {
    expect(standingOf({ passes: [walk(1, 'other', false, 1)], people: 1 }, 'me')).toBe('wait')
  })

  it('names a walk by its number, and one’s own as one’s own', () => {
    expect(walkName(walk(1, 'me', true), { people: 2 }, nameOf)).toBe('First count, by you')
    expect(walkName(walk(3, 'a', true), { people: 2 }, nameOf)).toBe('Recount, by Ann')
    expect(walkName(walk(1, 'a', true, 1), { people: 1 }, () => null)).toBe('Count')
  })
})
