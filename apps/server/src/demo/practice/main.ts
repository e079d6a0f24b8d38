import { setTimeout as sleep } from 'node:timers/promises'
import { practiceFolder, readPlan, readPorts } from './files.ts'
import { startPractice } from './run.ts'

const PATIENCE_MS = 500
const BETWEEN_CUSTOMERS_MS = 3000

/** The child of the supervisor: waits until the demo shop is there, then runs its practice systems until it is stopped. */
const run = async (folder: string): Promise<void> => {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const pause = (ms: number): Promise<void> =>
    sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined)
  let plan = readPlan(folder)
  for (; plan === undefined && !stopping.signal.aborted; plan = readPlan(folder)) await pause(PATIENCE_MS)
  if (plan === undefined) return
  const ports = readPorts(folder)
  const practice = await startPractice({ folder, plan, ...(ports === undefined ? {} : { ports }) })
  process.stdout.write(
    `Practice systems: Dutchie ${practice.ports.dutchie}, Metrc ${practice.ports.metrc}, BioTrack ${practice.ports.biotrack}.\n`,
  )
  while (!stopping.signal.aborted) {
    await pause(BETWEEN_CUSTOMERS_MS)
    practice.serve()
  }
  await practice.stop()
}

run(practiceFolder(process.env['DATA_DIR'] ?? '.data')).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
