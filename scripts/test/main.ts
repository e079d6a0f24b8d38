import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sum, type Counts } from './counts.ts'
import { existsInProject, runInBrowser, runOnOldestPostgres, runTests } from './suites.ts'

/**
 * Everything without arguments. With paths only what they name, on one PostgreSQL version: a path of *.e2e.ts goes to
 * the browser, any other to vitest. `--deep` gives property tests and long checks more rounds (DEEP=1).
 */
const args = process.argv.slice(2)
const paths = args.filter((arg) => !arg.startsWith('--'))
const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--deep')
if (args.includes('--deep')) process.env['DEEP'] = '1'

const testAll = async (reports: string): Promise<Counts[]> => [
  await runTests({ paths: [], reports }),
  await runOnOldestPostgres({ paths: [], reports }),
  await runInBrowser({ paths: [], reports }),
]

const testSome = async (reports: string): Promise<Counts[]> => {
  const inBrowser = paths.filter((path) => path.includes('e2e'))
  const others = paths.filter((path) => !path.includes('e2e'))
  return [
    ...(others.length > 0 ? [await runTests({ paths: others, reports })] : []),
    ...(inBrowser.length > 0 ? [await runInBrowser({ paths: inBrowser, reports })] : []),
  ]
}

const main = async (): Promise<number> => {
  const missing = paths.find((path) => !existsInProject(path))
  if (unknown !== undefined || missing !== undefined) {
    process.stderr.write(
      `There is no ${unknown === undefined ? `test file like "${missing}"` : `option ${unknown}`}.\n`,
    )
    return 2
  }
  const reports = mkdtempSync(join(tmpdir(), 'suite-reports-'))
  try {
    const { passed, failed, skipped } = sum(await (paths.length === 0 ? testAll : testSome)(reports))
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
    return failed > 0 || passed === 0 ? 1 : 0
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

process.exitCode = await main()
