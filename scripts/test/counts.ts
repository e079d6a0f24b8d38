import { existsSync, readFileSync } from 'node:fs'

/** How a run of tests ended. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[]
}

interface PlaywrightReport {
  readonly stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  readonly errors: readonly unknown[]
}

/** Sum of several runs. */
export const sum = (runs: readonly Counts[]): Counts => ({
  passed: runs.reduce((total, run) => total + run.passed, 0),
  failed: runs.reduce((total, run) => total + run.failed, 0),
  skipped: runs.reduce((total, run) => total + run.skipped, 0),
})

/** Reads vitest's JSON report. A file that could not even be loaded counts as one failure. */
export const readVitest = (path: string, exitCode: number): Counts => {
  const report = read(path) as VitestReport | undefined
  if (report === undefined) return crashed
  const unloadable = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  return trueTo(exitCode, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  })
}

/** Reads Playwright's JSON report. A flaky test passed in the end, yet counts as failed: it proves nothing. */
export const readPlaywright = (path: string, exitCode: number): Counts => {
  const report = read(path) as PlaywrightReport | undefined
  if (report === undefined) return crashed
  const { expected, unexpected, flaky, skipped } = report.stats
  return trueTo(exitCode, { passed: expected, failed: unexpected + flaky + report.errors.length, skipped })
}

const crashed: Counts = { passed: 0, failed: 1, skipped: 0 }

/** A runner that ends badly without a failed test (an unhandled rejection, say) has failed all the same. */
const trueTo = (exitCode: number, counts: Counts): Counts =>
  exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts

const read = (path: string): unknown => {
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch {
    return undefined
  }
}
