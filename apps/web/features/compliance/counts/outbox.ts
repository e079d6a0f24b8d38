/** A count as it was typed, until the server has it. */
export interface Waiting {
  readonly lineId: string
  readonly quantity: string
  readonly note: string
  /** When it was typed, ms since the epoch. */
  readonly at: number
}

/** What waits to be saved, the latest word on each line. */
export type Outbox = ReadonlyMap<string, Waiting>

/** Most lines the API takes at once. */
const LARGEST_BATCH = 500
/** A count that is sent sooner than this is counted now, whatever the phone's clock says. */
const LATE_MS = 15_000

/** With one more count; saying something again about a line replaces it. */
export const withCount = (outbox: Outbox, count: Waiting): Outbox =>
  new Map([...outbox, [count.lineId, count]])

/** Without what was sent; a line that was counted again meanwhile stays. */
export const without = (outbox: Outbox, sent: readonly Waiting[]): Outbox => {
  const gone = new Set(sent)
  return new Map([...outbox].filter(([, waiting]) => !gone.has(waiting)))
}

/** What goes out next, oldest first. */
export const nextBatch = (outbox: Outbox): readonly Waiting[] => [...outbox.values()].slice(0, LARGEST_BATCH)

/** Entries as the API takes them. One that had to wait tells when it was counted. */
export const entriesOf = (batch: readonly Waiting[], now: number) =>
  batch.map(({ lineId, quantity, note, at }) => ({
    lineId,
    quantity,
    note,
    ...(now - at > LATE_MS ? { countedAt: new Date(at).toISOString() } : {}),
  }))

/** What is kept on the phone. */
export const toText = (outbox: Outbox): string => JSON.stringify([...outbox.values()])

/** What was kept on the phone; nothing where it cannot be read. */
export const fromText = (text: string | null): Outbox => {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return new Map(Array.isArray(kept) ? kept.filter(isWaiting).map((each) => [each.lineId, each]) : [])
  } catch {
    return new Map()
  }
}

const isWaiting = (value: unknown): value is Waiting => {
  if (typeof value !== 'object' || value === null) return false
  const { lineId, quantity, note, at } = value as Partial<Record<keyof Waiting, unknown>>
  return (
    typeof lineId === 'string' &&
    typeof quantity === 'string' &&
    typeof note === 'string' &&
    typeof at === 'number'
  )
}
