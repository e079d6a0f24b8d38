import { limitOf } from '../limits.ts'
import type { SimSettings } from './state.ts'

const MINUTE = 60_000

/** Counts calls by key and endpoint. Real time, whatever the simulated clock says: a stopped clock must not stop calls. */
export interface Meter {
  /** Null when the call is within its limit, otherwise the limit and the seconds to wait. */
  enter(key: string, method: string, path: string): { readonly limit: number; readonly wait: number } | null
}

/** Keeps the times of the last minute's calls of every key and endpoint. */
export const createMeter = (settings: SimSettings, now: () => number = () => performance.now()): Meter => {
  const calls = new Map<string, number[]>()
  return {
    enter: (key, method, path) => {
      if (settings.limits === null) return null
      const limit = limitOf(method, path, settings.limits)
      const at = now()
      const name = `${key} ${method} ${path}`
      const recent = (calls.get(name) ?? []).filter((each) => each > at - MINUTE)
      calls.set(name, recent)
      const oldest = recent.at(-limit)
      if (oldest !== undefined) return { limit, wait: Math.ceil((oldest + MINUTE - at) / 1000) }
      recent.push(at)
      return null
    },
  }
}
