import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readPlaywright, readVitest, sum } from './counts.ts'

const folder = mkdtempSync(join(tmpdir(), 'suite-counts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const report = (value: unknown): string => {
  const path = join(folder, 'report.json')
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

const vitest = {
  numPassedTests: 7,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
  ],
}

describe('reading vitest', () => {
  test('counts passed, failed, and everything that did not run', () => {
    expect(readVitest(report(vitest), 1)).toEqual({ passed: 7, failed: 1, skipped: 3 })
  })

  test('a file that could not be loaded is a failure', () => {
    const unloadable = { status: 'failed', assertionResults: [] }
    const path = report({ ...vitest, testResults: [...vitest.testResults, unloadable] })
    expect(readVitest(path, 1).failed).toBe(2)
  })

  test('a bad exit without a failed test is a failure', () => {
    const clean = { ...vitest, numFailedTests: 0, testResults: [] }
    expect(readVitest(report(clean), 0).failed).toBe(0)
    expect(readVitest(report(clean), 1).failed).toBe(1)
  })

  test.each(['', '{"numPassed'])('a missing or torn report is a failure: %j', (text) => {
    expect(readVitest(report(text), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(readVitest('/nowhere/report.json', 0).failed).toBe(1)
  })
})

describe('reading Playwright', () => {
  test('a flaky test and an error outside tests are failures', () => {
    const path = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] })
    expect(readPlaywright(path, 1)).toEqual({ passed: 4, failed: 3, skipped: 2 })
  })
})

test('runs add up', () => {
  expect(
    sum([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 10, failed: 3, skipped: 0 },
    ]),
  ).toEqual({ passed: 11, failed: 3, skipped: 2 })
  expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
})
