import { parseArgs } from 'node:util'
import { invalid } from '@suite/kernel'
import { DEMO_KEY, smallShop } from './demo.ts'
import { startDutchieSimulator, type DutchieSimulator } from './start.ts'

const LARGEST_PORT = 65_535

/**
 * Starts the simulator with the small shop from a command line: `--port 4200 --host 127.0.0.1 --seed 1 --lag 60000` (lag: the
 * longest time until a change can be seen, milliseconds).
 * @returns the running simulator and the lines that tell a person how to reach it
 * @throws AppError `bad_option` naming the option
 */
export const simulateDutchie = async (
  args: readonly string[],
): Promise<{ readonly simulator: DutchieSimulator; readonly lines: readonly string[] }> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string', default: '1' },
      lag: { type: 'string', default: '0' },
    },
  })
  const port = wholeOf(values.port, 'port')
  const seed = wholeOf(values.seed, 'seed')
  const lag = wholeOf(values.lag, 'lag')
  if (port > LARGEST_PORT) throw invalid('bad_option', `--port must be at most ${LARGEST_PORT}.`)
  const state = smallShop(new Date(), seed)
  state.settings.lagMs = [Math.round(lag / 5), lag]
  const simulator = await startDutchieSimulator({ state, port, host: values.host, seed })
  const [location] = [...state.locations.values()].map(({ name, licence }) => `${name}, ${licence}`)
  return {
    simulator,
    lines: [
      `Dutchie simulator at ${simulator.url}`,
      `  location   ${location ?? ''}`,
      `  key        ${DEMO_KEY} (user name of Basic, no password)`,
      `  troubles   PUT ${simulator.url}/__simulator/trouble`,
    ],
  }
}

const wholeOf = (text: string, option: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw invalid('bad_option', `--${option} "${text}" is no whole number.`, [
    { path: option, message: 'not a whole number' },
  ])
}
