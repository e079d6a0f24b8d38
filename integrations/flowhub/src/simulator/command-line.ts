import { parseArgs } from 'node:util'
import { invalid } from '@suite/kernel'
import { smallShop } from './demo.ts'
import { startFlowhubSimulator, type FlowhubSimulator } from './start.ts'

const LARGEST_PORT = 65_535

/**
 * Starts the simulator with the small shop from a command line: `--port 4400 --host 127.0.0.1 --seed 1`.
 * @returns the running simulator and the lines that tell a person how to reach it
 * @throws AppError `bad_option` naming the option
 */
export const simulateFlowhub = async (
  args: readonly string[],
): Promise<{ readonly simulator: FlowhubSimulator; readonly lines: readonly string[] }> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string', default: '1' },
    },
  })
  const port = wholeOf(values.port, 'port')
  const seed = wholeOf(values.seed, 'seed')
  if (port > LARGEST_PORT) throw invalid('bad_option', `--port must be at most ${LARGEST_PORT}.`)
  const state = smallShop(new Date(), seed)
  const simulator = await startFlowhubSimulator({ state, port, host: values.host, seed })
  return {
    simulator,
    lines: [
      `Flowhub simulator at ${simulator.url}`,
      ...[...state.locations.values()].map(
        ({ name, locationId }) => `  location id  ${locationId} (${name})`,
      ),
      `  client id    ${state.keys.clientId}`,
      `  key          ${state.keys.key}`,
      `  troubles     PUT ${simulator.url}/__simulator/trouble`,
    ],
  }
}

const wholeOf = (text: string, option: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw invalid('bad_option', `--${option} "${text}" is no whole number.`, [
    { path: option, message: 'not a whole number' },
  ])
}
