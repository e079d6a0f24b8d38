import { expect, test } from 'vitest'
import { smallShop } from './demo.ts'
import { simulateFlowhub } from './command-line.ts'

const NOW = new Date('2026-04-20T18:00:00Z')

test('the same seed gives the same shop, another seed another', () => {
  expect(smallShop(NOW, 4)).toEqual(smallShop(NOW, 4))
  expect(smallShop(NOW, 4)).not.toEqual(smallShop(NOW, 5))
})

test('it runs alone, shows itself and names an option that is wrong', async () => {
  const { simulator, lines } = await simulateFlowhub(['--seed', '2'])
  expect(lines[0]).toContain(simulator.url)
  const shown = await fetch(`${simulator.url}/__simulator`)
  expect(await shown.json()).toMatchObject({ simulator: 'flowhub', requests: 0 })
  const refused = await fetch(`${simulator.url}/nowhere`)
  expect(refused.status).toBe(401)
  await simulator.stop()
  await expect(simulateFlowhub(['--port', 'x'])).rejects.toThrow('--port "x"')
  await expect(simulateFlowhub(['--port', '70000'])).rejects.toThrow('65535')
})
