import type { Pass, Session } from './queries'

/** What a person can do in a count that is going on. */
export type Standing =
  /** They are counting. */
  | 'counting'
  /** Somebody is needed, and it may be them. `recount`: for lines that are counted once more. */
  | 'first'
  | 'second'
  | 'recount'
  /** They made the first count; the second is somebody else's. */
  | 'counted'
  /** Others are counting. */
  | 'wait'

/** Where a person stands in a count: its walks so far decide. */
export const standingOf = (
  { passes, people }: { readonly passes: readonly Pass[]; readonly people: number },
  userId: string,
): Standing => {
  if (passes.some(({ counter, submittedAt }) => counter === userId && submittedAt === null)) return 'counting'
  if (passes.length < people) {
    if (passes.some(({ counter }) => counter === userId)) return 'counted'
    return passes.length === 0 ? 'first' : 'second'
  }
  return passes.every(({ submittedAt }) => submittedAt !== null) ? 'recount' : 'wait'
}

/** Whose walk it is, by its number and the name of who made it. */
export const walkName = (
  { pass, counter, recount }: Pick<Pass, 'pass' | 'counter' | 'recount'>,
  { people }: Pick<Session, 'people'>,
  nameOf: (userId: string) => string | null,
): string => {
  const which = recount ? 'Recount' : people === 1 ? 'Count' : pass === 1 ? 'First count' : 'Second count'
  const name = nameOf(counter)
  return name === null ? which : `${which}, by ${name}`
}
