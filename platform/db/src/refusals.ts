import { AppError, conflict, invalid } from '@suite/kernel'

const unreadable = (): AppError =>
  invalid(
    'unreadable_value',
    'A value is out of range or has characters that cannot be stored. Correct it and try again.',
  )

/** What PostgreSQL refuses for reasons a caller can mend, by SQLSTATE. Anything else is a defect and stays as it is. */
const REFUSALS: Readonly<Record<string, () => AppError>> = {
  '22001': unreadable,
  '22003': unreadable,
  '22007': unreadable,
  '22008': unreadable,
  '22021': unreadable,
  '22P02': unreadable,
  '22P05': unreadable,
  '23503': () =>
    invalid(
      'unknown_reference',
      'This refers to something that does not exist or that you cannot see. Choose it again.',
    ),
  '23505': () => conflict('already_exists', 'There is one like this already. Reload to see it.'),
  '40001': () =>
    conflict('changed_meanwhile', 'Somebody changed the same thing at the same moment. Try again.'),
  '40P01': () =>
    conflict('changed_meanwhile', 'Somebody changed the same thing at the same moment. Try again.'),
  '57014': () =>
    new AppError(
      'unavailable',
      'took_too_long',
      'This took too long and was stopped. Ask for less at a time.',
    ),
}

/** The error a caller is given for what a transaction threw. */
export const refusalOf = (error: unknown): unknown => {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return (typeof code === 'string' ? REFUSALS[code]?.() : undefined) ?? error
}
