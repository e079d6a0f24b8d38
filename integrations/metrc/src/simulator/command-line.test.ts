import { expect, it } from 'vitest'
import { createSend, localLimiter } from '@suite/outbound'
import { createMetrcClient } from '../client.ts'
import { packages } from '../endpoints/packages.ts'
import { transfers } from '../endpoints/transfers.ts'
import { countRows } from '../paging.ts'
import { checkConnection } from '../verdict.ts'
import { simulateMetrc } from './command-line.ts'
import { DEMO_KEYS, smallShop } from './demo.ts'

it('starts a small shop that can be connected to', async () => {
  const { simulator, lines } = await simulateMetrc(['--seed', '3'])
  try {
    const send = createSend({ limiter: localLimiter() })
    const client = createMetrcClient({ send, baseUrl: simulator.url, ...DEMO_KEYS })
    const { facilities } = await checkConnection(client)
    const licence = facilities[0]?.licence ?? ''
    expect(await checkConnection(client, { licence })).toMatchObject({ fault: null })
    const range = { by: 'lastModified' as const, start: new Date(0), end: new Date() }
    expect(await countRows(client, packages.active, { licence, range })).toBe(18)
    expect((await client.whole(transfers.incoming, { licence })).rows).toHaveLength(1)
    expect(lines.join('\n')).toContain(simulator.url)
  } finally {
    await simulator.stop()
  }
})

it('makes the same shop of the same seed', () => {
  const at = new Date('2026-03-10T18:00:00Z')
  const quantities = (seed: number) =>
    smallShop(at, seed)
      .packages.all()
      .map(({ Quantity }) => Quantity)
  expect(quantities(5)).toEqual(quantities(5))
  expect(quantities(5)).not.toEqual(quantities(6))
})

it.each([
  [['--port', 'abc'], /--port "abc"/],
  [['--port', '70000'], /at most 65535/],
])('names a wrong option: %j', async (args, message) => {
  await expect(simulateMetrc(args)).rejects.toThrow(message)
})
