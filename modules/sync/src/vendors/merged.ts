/**
 * Walks several sources at once and gives what they give as it comes, with at most one value of each waiting. The first
 * failure ends the walk; the other sources are then closed.
 */
export async function* merged<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const walks = sources.map((source) => source[Symbol.asyncIterator]())
  const step = async (walk: AsyncIterator<T>) => ({ walk, result: await walk.next() })
  const waiting = new Map(walks.map((walk) => [walk, step(walk)]))
  try {
    while (waiting.size > 0) {
      const { walk, result } = await Promise.race(waiting.values())
      // to the end of the queue, so that a source that is always ready does not starve the others
      waiting.delete(walk)
      if (result.done === true) continue
      waiting.set(walk, step(walk))
      yield result.value
    }
  } finally {
    for (const ahead of waiting.values()) ahead.catch(() => undefined)
    for (const walk of walks) await walk.return?.()
  }
}
