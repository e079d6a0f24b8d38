interface Problem {
  readonly title?: string
  readonly code?: string
  readonly detail?: string
  readonly requestId?: string
  readonly errors?: readonly { path: string; message: string }[]
}

/** A refusal of the API, in words a person can act on. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly requestId: string | null
  readonly fields: Readonly<Record<string, string>>

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? 'Something went wrong.')
    this.status = status
    this.code = problem.code ?? 'unknown'
    this.title = problem.title ?? 'Something went wrong'
    this.requestId = problem.requestId ?? null
    this.fields = Object.fromEntries((problem.errors ?? []).map(({ path, message }) => [path, message]))
  }
}

/** Reads a reply that is not a success; anything but problem+json becomes a plain sentence. */
export const toApiError = async (response: Response): Promise<ApiError> => {
  const problem = (await response.json().catch(() => ({}))) as Problem
  return new ApiError(response.status, problem)
}

/** Words for any failure, for toasts and error states. */
export const messageOf = (error: unknown): string => {
  if (error instanceof ApiError) {
    const fields = Object.values(error.fields)
    return fields.length > 0 ? fields.join(' ') : error.message
  }
  if (error instanceof TypeError) return 'The server cannot be reached. Check the connection and try again.'
  return error instanceof Error ? error.message : 'Something went wrong.'
}
