/** A record with Metrc's id. Fields that begin with `$` are the simulator's own and never sent. */
export interface Row {
  readonly Id: number
}

/** A record as it was from `visibleAt` on; `modified` is when it was committed. Milliseconds. */
export interface Version<T> {
  readonly visibleAt: number
  readonly modified: number
  readonly row: T
}

/** The records of one kind. Every change is a new version, so that changes can become visible late. */
export interface Shelf<T extends Row> {
  /** `licences`: the facilities in whose lists it may appear. */
  add(row: T, licences: readonly string[], at: Date): T
  change(id: number, at: Date, change: (row: T) => T): T
  /** Lists it for one more facility. */
  share(id: number, licence: string): void
  /** The truth, visible or not. */
  get(id: number): T | undefined
  all(): T[]
  /** As it is visible at an instant. */
  seen(id: number, at: Date): Version<T> | undefined
  /** What is visible to a facility at an instant and was committed within the span, newest id first. */
  list(
    licence: string,
    at: Date,
    keep: (version: Version<T>) => boolean,
    key: string,
    span?: Span | null,
  ): Version<T>[]
}

/** Milliseconds; both ends belong to it. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What the shelves of one state share. */
export interface Keeping {
  /** From commit to visibility. */
  lagMs: number
  /** Undoes what was done since a write began; null outside of a write. */
  undo: (() => void)[] | null
}

const REMEMBERED_LISTS = 16

/** An empty shelf. */
export const createShelf = <T extends Row>(keeping: Keeping): Shelf<T> => {
  const entries = new Map<number, Version<T>[]>()
  const byLicence = new Map<string, Set<number>>()
  const lists = new Map<string, Version<T>[]>()
  const commits = commitLog()
  const commit = (id: number, row: T, at: Date): T => {
    const before = entries.get(id) ?? []
    const version = { visibleAt: at.getTime() + keeping.lagMs, modified: at.getTime(), row }
    // without a lag nobody can see an older version any more
    entries.set(id, keeping.lagMs === 0 ? [version] : [...prune(before, at), version])
    keeping.undo?.push(() => (before.length === 0 ? entries.delete(id) : entries.set(id, before)))
    commits.add(at.getTime(), id)
    lists.clear()
    return row
  }
  const share = (id: number, licence: string): void => {
    const ids = byLicence.get(licence) ?? new Set()
    byLicence.set(licence, ids.add(id))
    lists.clear()
  }
  const seen = (id: number, at: Date): Version<T> | undefined =>
    entries.get(id)?.findLast(({ visibleAt }) => visibleAt <= at.getTime())
  return {
    share,
    seen,
    add: (row, licences, at) => {
      for (const licence of licences) share(row.Id, licence)
      return commit(row.Id, row, at)
    },
    change: (id, at, change) => {
      const row = entries.get(id)?.at(-1)?.row
      if (row === undefined) throw new Error(`There is no record ${id}.`)
      return commit(id, change(row), at)
    },
    get: (id) => entries.get(id)?.at(-1)?.row,
    all: () => [...entries.values()].flatMap((versions) => versions.slice(-1).map(({ row }) => row)),
    list: (licence, at, keep, key, span = null) => {
      const known = keeping.lagMs === 0 ? lists.get(`${licence} ${key}`) : undefined
      if (known !== undefined) return known
      const rows: Version<T>[] = []
      const mine = byLicence.get(licence) ?? new Set()
      for (const id of span === null ? mine : commits.within(span)) {
        const version = mine.has(id) ? seen(id, at) : undefined
        if (version === undefined || !keep(version)) continue
        if (span === null || (version.modified >= span.start && version.modified <= span.end))
          rows.push(version)
      }
      rows.sort((one, other) => other.row.Id - one.row.Id)
      if (lists.size >= REMEMBERED_LISTS) lists.clear()
      lists.set(`${licence} ${key}`, rows)
      return rows
    },
  }
}

/** Versions somebody could still see: those to come, and the one before them. */
const prune = <T>(versions: readonly Version<T>[], at: Date): Version<T>[] => {
  const current = versions.findLastIndex(({ visibleAt }) => visibleAt <= at.getTime())
  return versions.slice(Math.max(0, current))
}

/** Ids by the time of their commits, so that a range need not look at every record. */
const commitLog = () => {
  let times: number[] = []
  let ids: number[] = []
  let sorted = true
  const sort = (): void => {
    const order = times
      .map((_, place) => place)
      .toSorted((one, other) => (times[one] ?? 0) - (times[other] ?? 0))
    times = order.map((place) => times[place] ?? 0)
    ids = order.map((place) => ids[place] ?? 0)
    sorted = true
  }
  return {
    add: (at: number, id: number): void => {
      sorted &&= at >= (times.at(-1) ?? at)
      times.push(at)
      ids.push(id)
    },
    within: ({ start, end }: Span): Set<number> => {
      if (!sorted) sort()
      return new Set(ids.slice(firstAtLeast(times, start), firstAtLeast(times, end + 1)))
    },
  }
}

const firstAtLeast = (times: readonly number[], wanted: number): number => {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
