import { readConfig, type Config } from './config.ts'
import { createDemo } from './demo/create-demo.ts'
import { composeProgram } from './program.ts'

/** Starts this process's roles and gives a way to stop them. */
const startProgram = async (config: Config): Promise<() => Promise<void>> => {
  const program = await composeProgram(config)
  const roles = { worker: config.ROLES.includes('worker'), scheduler: config.ROLES.includes('scheduler') }
  await program.queues.start(program.jobs, roles, program.services.database)
  if (config.ROLES.includes('api')) await program.app.listen({ host: config.HOST, port: config.PORT })
  if (config.DEMO && roles.worker)
    createDemo(program.services, config.DATA_DIR).catch((error: unknown) =>
      program.services.log.error({ err: error }, 'the demo shop could not be created'),
    )
  return program.close
}

const run = async (): Promise<void> => {
  const close = await startProgram(readConfig(process.env))
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // the supervisor is gone: do not outlive it
  process.on('disconnect', stop)
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
