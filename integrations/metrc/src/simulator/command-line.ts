import { parseArgs } from 'node:util'
import { invalid } from '@suite/kernel'
import { DEMO_KEYS, smallShop } from './demo.ts'
import { startMetrcSimulator, type MetrcSimulator } from './start.ts'

const LARGEST_PORT = 65_535

/**
 * Starts the simulator with the small shop from a command line: `--port 4100 --host 127.0.0.1 --seed 1 --lag 2000`.
 * @returns the running simulator and the lines that tell a person how to reach it
 * @throws AppError `bad_option` naming the option
 */
export const simulateMetrc = async (
  args: readonly string[],
): Promise<{ readonly simulator: MetrcSimulator; readonly lines: readonly string[] }> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string', default: '1' },
      lag: { type: 'string', default: '0' },
    },
  })
  const [port, seed, lag] = [
    wholeOf(values.port, 'port'),
    wholeOf(values.seed, 'seed'),
    wholeOf(values.lag, 'lag'),
  ]
  if (port > LARGEST_PORT) throw invalid('bad_option', `--port must be at most ${LARGEST_PORT}.`)
  const state = smallShop(new Date(), seed)
  state.settings.lagMs = lag
  const simulator = await startMetrcSimulator({ state, port, host: values.host, seed })
  return {
    simulator,
    lines: [
      `Metrc simulator at ${simulator.url}`,
      `  vendor key ${DEMO_KEYS.vendorKey}, user key ${DEMO_KEYS.userKey}`,
      `  licences   ${[...state.facilities.keys()].join(', ')}`,
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
