import { parseArgs } from 'node:util'
import { invalid } from '@suite/kernel'
import { DEMO_SHOP, smallShop } from './demo.ts'
import { startBioTrackSimulator, type BioTrackSimulator } from './start.ts'

const LARGEST_PORT = 65_535

/**
 * Starts the simulator with the small shop from a command line: `--port 4100 --host 127.0.0.1 --seed 1`.
 * @returns the running simulator and the lines that tell a person how to reach it
 * @throws AppError `bad_option` naming the option
 */
export const simulateBioTrack = async (
  args: readonly string[],
): Promise<{ readonly simulator: BioTrackSimulator; readonly lines: readonly string[] }> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string', default: '1' },
    },
  })
  const [port, seed] = [wholeOf(values.port, 'port'), wholeOf(values.seed, 'seed')]
  if (port > LARGEST_PORT) throw invalid('bad_option', `--port must be at most ${LARGEST_PORT}.`)
  const state = smallShop(new Date(), seed)
  const simulator = await startBioTrackSimulator({ state, port, host: values.host, seed })
  return {
    simulator,
    lines: [
      `BioTrack simulator at ${simulator.url} (action API) and ${simulator.url}/v1 (REST)`,
      `  company    ${DEMO_SHOP.company}, user ${DEMO_SHOP.username}, password ${DEMO_SHOP.password}`,
      `  licences   ${DEMO_SHOP.licence}, 402002`,
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
