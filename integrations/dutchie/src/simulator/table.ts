/** A row as it was from `modified` on; it can be seen from `visibleAt` on. Milliseconds since 1970. */
interface Version<T> {
  readonly row: T
  readonly modified: number
  readonly visibleAt: number
}

export interface Changed<T> {
  readonly row: T
  readonly modified: number
}

/**
 * Rows that change, each version visible only after a lag, found by the time of their change without looking at the others.
 */
export interface Table<T> {
  /** A new row, or a new version of one. */
  put(row: T, at: number): void
  /** The truth. */
  get(id: number): T | undefined
  readonly size: number
  rows(): IterableIterator<T>
  /** The newest version that can be seen at `now`. */
  seen(id: number, now: number): Changed<T> | undefined
  /** Every row that can be seen, as it can be seen. */
  allSeen(now: number): Changed<T>[]
  /** Rows whose visible version changed in the range; see `RangeEnds`. Oldest change first. */
  changed(from: number, until: number, now: number): Changed<T>[]
}

/** Whether a range takes its very ends: not published of Dutchie, so both must be survived. */
export type RangeEnds = 'inclusive' | 'exclusive'

export interface TableRules {
  /** How long the next version stays invisible. */
  lag(): number
  readonly ends: () => RangeEnds
}

/** Index entries that are superseded are thrown out once they are more than the rest. */
const SLACK = 1_000

/** Makes an empty table; `idOf` tells rows apart. */
export const createTable = <T>(idOf: (row: T) => number, rules: TableRules): Table<T> => {
  const newest = new Map<number, Version<T>>()
  /** Older versions that something may still see. */
  const older = new Map<number, readonly Version<T>[]>()
  let index: Version<T>[] = []
  let isSorted = true

  const seen = (id: number, now: number): Version<T> | undefined => {
    const last = newest.get(id)
    if (last === undefined || last.visibleAt <= now) return last
    return older.get(id)?.findLast(({ visibleAt }) => visibleAt <= now)
  }
  const isKept = (version: Version<T>): boolean => {
    const id = idOf(version.row)
    return newest.get(id) === version || older.get(id)?.includes(version) === true
  }
  return {
    get size() {
      return newest.size
    },
    get: (id) => newest.get(id)?.row,
    *rows() {
      for (const { row } of newest.values()) yield row
    },
    seen,
    allSeen: (now) => [...newest.keys()].flatMap((id) => seen(id, now) ?? []),
    put: (row, at) => {
      const id = idOf(row)
      const before = newest.get(id)
      if (before !== undefined) {
        const all = [...(older.get(id) ?? []), before]
        const from = all.findLastIndex(({ visibleAt }) => visibleAt <= at)
        older.set(id, all.slice(Math.max(0, from)))
      }
      // changes of one row never carry the same time, as on a server's clock
      const modified = before === undefined ? at : Math.max(at, before.modified + 1)
      const version = { row, modified, visibleAt: at + rules.lag() }
      newest.set(id, version)
      isSorted &&= (index.at(-1)?.modified ?? -Infinity) <= modified
      index.push(version)
      if (index.length > 2 * newest.size + SLACK) index = index.filter(isKept)
    },
    changed: (from, until, now) => {
      if (!isSorted) index.sort((one, other) => one.modified - other.modified)
      isSorted = true
      const isOpen = rules.ends() === 'exclusive'
      const found: Changed<T>[] = []
      for (let at = firstFrom(index, from); at < index.length; at += 1) {
        const version = index[at]
        if (version === undefined || version.modified > until) break
        if (isOpen && (version.modified === from || version.modified === until)) continue
        if (seen(idOf(version.row), now) === version) found.push(version)
      }
      return found
    },
  }
}

/** Where the first entry of `from` or later lies. */
const firstFrom = (index: readonly { readonly modified: number }[], from: number): number => {
  let [low, high] = [0, index.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((index[middle]?.modified ?? Infinity) < from) low = middle + 1
    else high = middle
  }
  return low
}
