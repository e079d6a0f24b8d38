import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { isInstalled } from '@suite/db/embedded'
import { BROWSER_REMEDY, findBrowser } from '@suite/testing/browser'
import { readPlaywright, readVitest, type Counts } from './counts.ts'

const ROOT = join(import.meta.dirname, '../..')
const NONE: Counts = { passed: 0, failed: 0, skipped: 0 }

/** What to run: everything, or what the paths name. */
export interface Selection {
  /** Parts of paths of *.test.ts files; empty means all. */
  readonly paths: readonly string[]
  /** Folder for the runners' reports. */
  readonly reports: string
}

/** Pure tests and database tests on PostgreSQL 18 (or TEST_DATABASE_URL). */
export const runTests = (selection: Selection): Promise<Counts> =>
  vitest('tests', [...selection.paths], selection, {})

/** Database tests again, on the oldest PostgreSQL we promise to work with. */
export const runOnOldestPostgres = async (selection: Selection): Promise<Counts> => {
  heading('Database tests on PostgreSQL 15')
  if (!isInstalled(15)) {
    warn('PostgreSQL 15 is not packaged for this platform: the database tests ran on one version only.')
    return { ...NONE, skipped: 1 }
  }
  const environment = { TEST_POSTGRES: '15', TEST_DATABASE_URL: '' }
  return vitest('postgres-15', ['--project', 'db', ...selection.paths], selection, environment)
}

/** Drives the whole application in a browser. Without one: a failure in CI, a loud skip elsewhere. */
export const runInBrowser = async (selection: Selection): Promise<Counts> => {
  const files = globSync('apps/web/e2e/**/*.e2e.ts', { cwd: ROOT })
  if (files.length === 0) return NONE
  heading('Browser tests')
  const browser = await findBrowser()
  if (browser === undefined) {
    warn(`${files.length} files of browser tests did NOT run. ${BROWSER_REMEDY}`)
    return process.env['CI'] === 'true' ? { ...NONE, failed: 1 } : { ...NONE, skipped: files.length }
  }
  process.stdout.write(`Browser: ${browser.path} (${browser.source})\n`)
  const report = join(selection.reports, 'browser.json')
  const program = join(ROOT, 'node_modules/@playwright/test/cli.js')
  const exitCode = await run([program, 'test', '--reporter=list,json', ...selection.paths], {
    ...browser.environment,
    CHROMIUM_PATH: browser.path,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
  return readPlaywright(report, exitCode)
}

const vitest = async (
  name: string,
  args: readonly string[],
  { reports }: Selection,
  environment: Record<string, string>,
): Promise<Counts> => {
  const report = join(reports, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const program = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const exitCode = await run([program, 'run', '--passWithNoTests', ...reporters, ...args], environment)
  return readVitest(report, exitCode)
}

const run = (args: readonly string[], environment: Record<string, string>): Promise<number> =>
  new Promise((ended, failed) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    })
    child.once('error', failed)
    child.once('exit', (code) => ended(code ?? 1))
  })

const heading = (text: string): void => {
  process.stdout.write(`\n── ${text} ──\n`)
}

const warn = (text: string): void => {
  const line = '!'.repeat(Math.min(text.length + 4, 100))
  process.stdout.write(`\n${line}\n! ${text}\n${line}\n\n`)
}

/** True when there is a folder or file of this name, to tell a misspelt path from an empty selection. */
export const existsInProject = (path: string): boolean =>
  existsSync(join(ROOT, path)) ||
  globSync(`{apps,modules,integrations,science,platform,clients,scripts,bench}/**/*${path}*`, {
    cwd: ROOT,
    exclude: ['**/node_modules/**'],
  }).length > 0
