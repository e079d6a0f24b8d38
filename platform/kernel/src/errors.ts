/** What went wrong, in terms every layer shares; the HTTP edge alone turns a kind into a status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_many_requests'
  | 'read_only'
  | 'unavailable'

/** One field, row or setting that is wrong, and what to do about it. */
export interface Problem {
  readonly path: string
  readonly message: string
}

/**
 * An error meant to be read by a person. `code` is stable for machines, `message` names the field, row or setting and
 * the remedy. Anything that is not an AppError is a defect and is never shown.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly kind: ErrorKind
  readonly code: string
  readonly problems: readonly Problem[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    options: { problems?: readonly Problem[]; cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, { cause: options.cause })
    this.kind = kind
    this.code = code
    this.problems = options.problems ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** The request or row breaks a rule; `problems` name each field. */
export const invalid = (code: string, message: string, problems: readonly Problem[] = []): AppError =>
  new AppError('invalid', code, message, { problems })

/** The thing does not exist, or belongs to another organisation: the two are never told apart. */
export const notFound = (what: string): AppError =>
  new AppError('not_found', 'not_found', `This ${what} does not exist or you cannot see it.`)

/** The change collides with the present state. */
export const conflict = (code: string, message: string): AppError => new AppError('conflict', code, message)

/** Signed in, but the role does not allow it. */
export const forbidden = (message: string): AppError => new AppError('forbidden', 'forbidden', message)

/** True for errors that may be shown to a person. */
export const isAppError = (error: unknown): error is AppError => error instanceof AppError
