import { chance } from './chance.ts'
import type { SimReply, Trouble, TroubleKind } from './shapes.ts'

interface Standing {
  readonly trouble: Trouble
  readonly match: RegExp
  left: number
}

export interface Troubles {
  set(list: readonly Trouble[]): void
  /** The first trouble that strikes this request. */
  strike(line: string): Trouble | null
  readonly standing: readonly Trouble[]
  random(): number
}

const KINDS = new Set<TroubleKind>([
  'rate_limited',
  'server_error',
  'lost_answer',
  'never_acts',
  'doubled_rows',
  'shuffled_rows',
  'truncated_json',
  'slow_drip',
  'clock_skew',
  'revoked_key',
])

/** True for a list that came from outside and can be taken as it is. */
export const areTroubles = (list: unknown): list is readonly Trouble[] =>
  Array.isArray(list) &&
  list.every(
    (item: unknown) =>
      typeof item === 'object' && item !== null && 'kind' in item && KINDS.has(item.kind as TroubleKind),
  )

/** Troubles in force, struck by a seeded chance. */
export const openTroubles = (seed: number): Troubles => {
  const random = chance(seed)
  let standing: Standing[] = []
  return {
    set: (list) => {
      standing = list.map((trouble) => ({
        trouble,
        match: new RegExp(trouble.match ?? ''),
        left: trouble.times ?? Infinity,
      }))
    },
    strike: (line) => {
      for (const one of standing) {
        if (one.left <= 0 || !one.match.test(line)) continue
        if (random() >= (one.trouble.share ?? 1)) continue
        one.left -= 1
        return one.trouble
      }
      return null
    },
    get standing() {
      return standing.filter(({ left }) => left > 0).map(({ trouble }) => trouble)
    },
    random,
  }
}

/** The same reply with some rows sent twice, or in another order. */
export const disturbRows = (
  reply: SimReply,
  kind: 'doubled_rows' | 'shuffled_rows',
  random: () => number,
): SimReply => {
  if (reply.rowsAt === undefined) return reply
  const body = reply.body as Record<string, unknown>
  const rows = (reply.rowsAt === '' ? reply.body : body[reply.rowsAt]) as readonly unknown[]
  const disturbed =
    kind === 'doubled_rows'
      ? rows.flatMap((row) => (random() < 0.3 ? [row, row] : [row]))
      : shuffle(rows, random)
  return { ...reply, body: reply.rowsAt === '' ? disturbed : { ...body, [reply.rowsAt]: disturbed } }
}

/** Fisher and Yates. */
const shuffle = (rows: readonly unknown[], random: () => number): unknown[] => {
  const mixed = [...rows]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[mixed[last], mixed[other]] = [mixed[other], mixed[last]]
  }
  return mixed
}
