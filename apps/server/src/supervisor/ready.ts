import { setTimeout as sleep } from 'node:timers/promises'
import { accepts, reachable } from './ports.ts'

const PATIENCE_MS = 180_000

/**
 * Waits until the server says it is ready and the pages answer.
 * @throws Error when they do not within three minutes; AbortError when `stopping` fires first
 */
export const waitUntilReady = async (
  ports: { origin: number; web: number | undefined },
  host: string,
  stopping: AbortSignal,
): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    stopping.throwIfAborted()
    const web = ports.web === undefined || (await accepts('127.0.0.1', ports.web))
    if (web && (await saysReady(reachable(host), ports.origin))) return
    if (Date.now() > deadline)
      throw new Error(
        'The application did not become ready within three minutes. Its logs are in DATA_DIR/logs.',
      )
    await sleep(50, undefined, { signal: stopping })
  }
}

const saysReady = (host: string, port: number): Promise<boolean> =>
  fetch(`http://${host}:${port}/health/ready`, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  )
