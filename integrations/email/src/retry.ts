const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000

/** Pause before an attempt (2 = the first retry): 250 ms, 500 ms, 1 s … up to 5 s. */
export const waitBefore = (attempt: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, attempt - 2))

/** Failures no second attempt mends: SMTP replies 5xx (RFC 5321 §4.2.1), refused log-ins, malformed addresses. */
export const permanentlyRefused = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  if (typeof responseCode === 'number') return responseCode >= 500 && responseCode < 600
  return code === 'EENVELOPE' || code === 'EAUTH'
}
