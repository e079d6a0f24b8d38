import { simulateBioTrack } from '@suite/biotrack/simulator'
import { simulateBlaze } from '@suite/blaze/simulator'
import { simulateCova } from '@suite/cova/simulator'
import { simulateDutchie } from '@suite/dutchie/simulator'
import { simulateFlowhub } from '@suite/flowhub/simulator'
import { simulateMetrc } from '@suite/metrc/simulator'
import { isAppError } from '@suite/kernel'
import { simulateTreez } from '@suite/treez/simulator'

/** Simulators that can be run alone, by vendor. */
const SIMULATORS = {
  metrc: simulateMetrc,
  biotrack: simulateBioTrack,
  dutchie: simulateDutchie,
  cova: simulateCova,
  blaze: simulateBlaze,
  treez: simulateTreez,
  flowhub: simulateFlowhub,
} as const

const usage = `Usage: npm run simulate ${Object.keys(SIMULATORS).join('|')} -- [--port N] [--host H] [--seed N]`

/** Starts one vendor's simulator and keeps it until Ctrl-C. Resolves with the exit code. */
const main = async ([vendor = '', ...options]: readonly string[]): Promise<number> => {
  if (!Object.hasOwn(SIMULATORS, vendor)) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  try {
    const { simulator, lines } = await SIMULATORS[vendor as keyof typeof SIMULATORS](options)
    process.stdout.write(`${lines.join('\n')}\n  stop       Ctrl-C\n`)
    await new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
    })
    await simulator.stop()
    return 0
  } catch (error) {
    process.stderr.write(`${isAppError(error) ? error.message : String(error)}\n${usage}\n`)
    return 2
  }
}

process.exit(await main(process.argv.slice(2)))
