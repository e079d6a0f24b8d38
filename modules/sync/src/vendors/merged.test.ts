import { expect, test } from 'vitest'
import fc from 'fast-check'
import { merged } from './merged.ts'

async function* walk(name: string, steps: readonly number[], failAt = -1): AsyncGenerator<string> {
  for (const [n, turns] of steps.entries()) {
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
    if (n === failAt) throw new Error(`${name} broke`)
    yield `${name}${n}`
  }
}
const gather = async (from: AsyncIterable<string>): Promise<string[]> => {
  const all: string[] = []
  for await (const value of from) all.push(value)
  return all
}
const paces = fc.array(fc.array(fc.nat({ max: 5 }), { maxLength: 6 }), { maxLength: 5 })

test('gives everything of every source once, each source in its own order', async () => {
  await fc.assert(
    fc.asyncProperty(paces, async (sources) => {
      const got = await gather(merged(sources.map((steps, n) => walk(`${n}:`, steps))))
      expect(got.toSorted()).toEqual(
        sources.flatMap((steps, n) => steps.map((_, at) => `${n}:${at}`)).toSorted(),
      )
      for (const [n, steps] of sources.entries())
        expect(got.filter((value) => value.startsWith(`${n}:`))).toEqual(steps.map((_, at) => `${n}:${at}`))
    }),
  )
})

test('ends with the first failure', async () => {
  await expect(gather(merged([walk('a', [9, 9, 9]), walk('b', [0, 0], 1)]))).rejects.toThrow('b broke')
})

test('closes its sources when the reader stops early', async () => {
  const closed: string[] = []
  async function* open(name: string): AsyncGenerator<string> {
    try {
      for (;;) yield name
    } finally {
      closed.push(name)
    }
  }
  for await (const value of merged([open('a'), open('b')])) if (value === 'b') break
  expect(closed.toSorted()).toEqual(['a', 'b'])
})
