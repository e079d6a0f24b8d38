/** The instants of a recall; null until they are reached. */
export interface RecallTimes {
  readonly startedAt: Date
  readonly tracedAt: Date | null
  readonly heldAt: Date | null
  readonly finishedAt: Date | null
}

/** Seconds from the start to each step, to the tenth. */
export interface RecallTimer {
  readonly tracedSeconds: number | null
  readonly heldSeconds: number | null
  readonly finishedSeconds: number | null
}

/** How long a recall took to each of its steps. */
export const timerOf = (times: RecallTimes): RecallTimer => {
  const since = (at: Date | null): number | null =>
    at === null ? null : Math.round((at.getTime() - times.startedAt.getTime()) / 100) / 10
  return {
    tracedSeconds: since(times.tracedAt),
    heldSeconds: since(times.heldAt),
    finishedSeconds: since(times.finishedAt),
  }
}
