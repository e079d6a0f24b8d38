import { describe, expect, it } from 'vitest'
import { sourcesOf } from './sources'

const coverage = {
  hasShelf: true,
  sales: { from: '2026-10-01T00:00:00.000Z', until: '2026-11-22T19:58:00.000Z' },
  tillStockAt: '2026-11-22T19:55:00.000Z',
  statePackagesAt: '2026-11-22T19:56:00.000Z',
  stateReceipts: { from: '2026-10-23T00:00:00.000Z', until: '2026-11-22T15:00:00.000Z' },
}
const finishedAt = '2026-11-22T20:00:00.000Z'

describe('the sources of a comparison', () => {
  it('are stale by their age when they were compared, and say what that means', () => {
    const found = sourcesOf({ coverage, finishedAt })
    expect(found.map(({ standing }) => standing)).toEqual(['fresh', 'fresh', 'fresh', 'stale'])
    expect(found[3]?.means).toContain('not judged')
    expect(found[0]?.means).toBe('')
  })

  it('are missing where nothing is connected', () => {
    const found = sourcesOf({ coverage: { ...coverage, sales: null, hasShelf: false }, finishedAt })
    expect(found.filter(({ standing }) => standing === 'missing').map(({ name }) => name)).toEqual([
      'Shelf',
      'Sales of the till',
    ])
  })

  it('are not told before anything was compared', () => {
    expect(sourcesOf({ coverage: null, finishedAt: null })).toEqual([])
  })
})
