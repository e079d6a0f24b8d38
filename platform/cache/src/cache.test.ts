import { afterEach, expect, it } from 'vitest'
import { openCache, type AnswerCache } from './index.ts'

let cache: AnswerCache
afterEach(() => cache.close())

const counting = () => {
  let count = 0
  return { compute: async () => ++count, asked: () => count }
}

it('computes once for parallel askers and again after the organisation changed', async () => {
  cache = openCache()
  const work = counting()
  const ask = { organizationId: 'a', key: 'dashboard', ttlSeconds: 300, compute: work.compute }
  expect(await Promise.all([cache.answer(ask), cache.answer(ask)])).toEqual([1, 1])
  expect(await cache.answer(ask)).toBe(1)
  await cache.forget('a')
  expect(await cache.answer(ask)).toBe(2)
})

it('never answers one organisation with another’s', async () => {
  cache = openCache()
  const ask = { key: 'dashboard', ttlSeconds: 300 }
  expect(await cache.answer({ ...ask, organizationId: 'a', compute: async () => 'of a' })).toBe('of a')
  expect(await cache.answer({ ...ask, organizationId: 'b', compute: async () => 'of b' })).toBe('of b')
  await cache.forget('a')
  expect(await cache.answer({ ...ask, organizationId: 'b', compute: async () => 'fresh' })).toBe('of b')
})

it('passes on the error of a computation and keeps nothing', async () => {
  cache = openCache()
  const ask = { organizationId: 'a', key: 'x', ttlSeconds: 300 }
  const error = new Error('not there')
  await expect(cache.answer({ ...ask, compute: () => Promise.reject(error) })).rejects.toBe(error)
  expect(await cache.answer({ ...ask, compute: async () => 'there now' })).toBe('there now')
})
