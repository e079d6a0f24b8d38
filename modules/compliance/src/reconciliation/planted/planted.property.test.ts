import { expect, it } from 'vitest'
import { scorePlanted } from './planted-world.ts'

const DEEP = process.env['DEEP'] === '1'
const WORLDS = DEEP ? 1000 : 40

it('finds every planted discrepancy as what it is, and invents none', () => {
  const { missed, invented, ...score } = scorePlanted(Array.from({ length: WORLDS }, (_, n) => n + 1))
  if (DEEP) process.stdout.write(`reconciliation: ${JSON.stringify(score)}\n`)
  expect({ missed, invented }).toEqual({ missed: [], invented: [] })
  // a generator that plants next to nothing would be found out to the last one
  expect(score.planted).toBeGreaterThan(WORLDS * 10)
})
