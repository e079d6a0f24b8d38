/** One version of a row. */
export interface Version<Row> {
  readonly row: Row
  /** The transaction that made this version, and the one that made the row. */
  readonly transaction: number
  readonly original: number
  readonly at: Date
  /** When readers see it. */
  readonly visible: number
}

/** A change of the books: its number and its time. */
export interface Entry {
  readonly transaction: number
  readonly at: Date
  readonly visible: number
}

/** Rows by key, each with its versions; readers see a version once its delay is over. */
export interface Shelf<Row> {
  put(key: string, row: Row, entry: Entry): void
  /** The truth, visible or not. */
  get(key: string): Row | undefined
  version(key: string): Version<Row> | undefined
  all(): Row[]
  /** The newest version of each row that is visible at an instant, by transaction. */
  seen(at: Date): Version<Row>[]
}

/** An empty shelf. */
export const createShelf = <Row>(): Shelf<Row> => {
  const held = new Map<string, readonly Version<Row>[]>()
  const newest = (key: string): Version<Row> | undefined => held.get(key)?.at(-1)
  return {
    put: (key, row, { transaction, at, visible }) => {
      const before = held.get(key) ?? []
      const original = before[0]?.original ?? transaction
      const shown = before.findLastIndex((version) => version.visible <= at.getTime())
      // what is older than the version readers see already is never looked at again
      held.set(key, [...before.slice(Math.max(0, shown)), { row, transaction, original, at, visible }])
    },
    get: (key) => newest(key)?.row,
    version: newest,
    all: () => [...held.values()].flatMap((versions) => versions.at(-1)?.row ?? []),
    seen: (at) =>
      [...held.values()]
        .flatMap((versions) => versions.findLast(({ visible }) => visible <= at.getTime()) ?? [])
        .toSorted((one, other) => one.transaction - other.transaction),
  }
}
