import { expect, test } from 'vitest'
import { simulateTreez } from './command-line.ts'
import { smallShop } from './demo.ts'
import { makeKeys } from './keys.ts'

const NOW = new Date('2026-04-20T18:00:00Z')

test('the same seed gives the same shop, another seed another', () => {
  const keys = makeKeys()
  expect(smallShop(NOW, keys, 4)).toEqual(smallShop(NOW, keys, 4))
  expect(smallShop(NOW, keys, 4)).not.toEqual(smallShop(NOW, keys, 5))
})

test('it runs alone, shows itself and names an option that is wrong', async () => {
  const { simulator, lines } = await simulateTreez(['--seed', '2'])
  expect(lines[0]).toContain(simulator.url)
  const shown = await fetch(`${simulator.url}/__simulator`)
  expect(await shown.json()).toMatchObject({ simulator: 'treez', requests: 0 })
  const refused = await fetch(`${simulator.url}/dispensary/v3/evergreen/packages`)
  expect(refused.status).toBe(401)
  await simulator.stop()
  await expect(simulateTreez(['--port', 'x'])).rejects.toThrow('--port "x"')
  await expect(simulateTreez(['--port', '70000'])).rejects.toThrow('65535')
})
