import { expect, it } from 'vitest'
import { createSend, localLimiter } from '@suite/outbound'
import { createClassicClient } from '../classic/client.ts'
import { checkConnection } from '../verdict.ts'
import { simulateBioTrack } from './command-line.ts'
import { DEMO_SHOP, smallShop } from './demo.ts'

it('starts a small shop that can be connected to', async () => {
  const { simulator, lines } = await simulateBioTrack(['--seed', '3'])
  try {
    const send = createSend({ limiter: localLimiter() })
    const client = createClassicClient({
      send,
      url: simulator.url,
      ...DEMO_SHOP,
      limits: { perSecond: 1000, concurrent: 4 },
    })
    expect(await checkConnection(client, { location: DEMO_SHOP.licence })).toMatchObject({ fault: null })
    expect(lines.join('\n')).toContain(simulator.url)
    expect((await fetch(simulator.url, { method: 'POST' })).status).toBe(400)
    expect((await fetch(simulator.url)).status).toBe(405)
  } finally {
    await simulator.stop()
  }
})

it('makes the same shop of the same seed', () => {
  const at = new Date('2026-03-10T18:00:00Z')
  const quantities = (seed: number) =>
    smallShop(at, seed)
      .live.packages.all()
      .map(({ remaining }) => remaining)
  expect(quantities(5)).toEqual(quantities(5))
  expect(quantities(5)).not.toEqual(quantities(6))
})

it.each([
  [['--port', 'abc'], /--port "abc"/],
  [['--port', '70000'], /at most 65535/],
])('names a wrong option: %j', async (args, message) => {
  await expect(simulateBioTrack(args)).rejects.toThrow(message)
})
