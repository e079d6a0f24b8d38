import { startEmbedded, type EmbeddedOptions } from '@suite/db/embedded'
import type { Voice } from './voice.ts'

const LOOK_EVERY_MS = 500
const LOSSES_A_MINUTE = 5

/** An embedded server that is started again when it ends by itself. */
export interface KeptDatabase {
  readonly adminUrl: string
  stop(): Promise<void>
}

/**
 * Starts the embedded server and keeps it running on one port, so that the application's connections find it again
 * after it was killed. It gives up after five losses within a minute, or when the port was taken meanwhile.
 * @throws Error when the first start fails
 */
export const keepDatabase = async (options: EmbeddedOptions, voice: Voice): Promise<KeptDatabase> => {
  const first = await startEmbedded(options)
  let server = first
  let repair: Promise<void> | undefined
  let losses: number[] = []

  const startAgain = async (): Promise<void> => {
    const now = Date.now()
    losses = [...losses.filter((at) => now - at < 60_000), now]
    if (losses.length > LOSSES_A_MINUTE)
      return voice.giveUp('The database ended again and again. See postgres.log.')
    voice.say('! The database ended unexpectedly. It is started again.')
    server = await startEmbedded({ ...options, port: first.port })
    if (server.port !== first.port) voice.giveUp(`Another program took the database's port ${first.port}.`)
  }
  const timer = setInterval(() => {
    if (repair !== undefined || server.isAlive()) return
    repair = startAgain()
      .catch((error: unknown) => voice.giveUp(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        repair = undefined
      })
  }, LOOK_EVERY_MS)

  return {
    adminUrl: first.adminUrl,
    stop: async () => {
      clearInterval(timer)
      await repair
      await server.stop()
    },
  }
}
