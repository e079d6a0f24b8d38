import { AppError, type ErrorKind, type Problem } from '@suite/kernel'

/** RFC 9457 problem details, with the request id a person can quote to support. */
export interface ProblemDetails {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly requestId: string
  readonly errors?: readonly Problem[]
}

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many_requests: 429,
  read_only: 403,
  unavailable: 503,
}

const TITLE: Readonly<Record<number, string>> = {
  400: 'The request could not be read',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Something changed in between',
  413: 'Too large',
  415: 'This kind of content is not taken here',
  422: 'Please correct the marked fields',
  429: 'Too many requests',
  500: 'Something went wrong on our side',
  503: 'Not available right now',
}

/** The one place where errors become HTTP. A defect is reported by its request id alone. */
export const toProblem = (error: unknown, requestId: string): ProblemDetails => {
  if (error instanceof AppError) {
    const base = problem(STATUS[error.kind], error.code, error.message, requestId)
    return error.problems.length > 0 ? { ...base, errors: error.problems } : base
  }
  const status = frameworkStatus(error)
  if (status !== undefined) return problem(status, 'bad_request', (error as Error).message, requestId)
  return problem(
    500,
    'internal',
    `This was not your doing. Try again; if it stays, quote request ${requestId}.`,
    requestId,
  )
}

const problem = (status: number, code: string, detail: string, requestId: string): ProblemDetails => ({
  type: 'about:blank',
  title: TITLE[status] ?? 'Error',
  status,
  code,
  detail,
  requestId,
})

/** Fastify's own 4xx (bad JSON, body too large) are the caller's to mend and safe to show. */
const frameworkStatus = (error: unknown): number | undefined => {
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}
