import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'

const run = promisify(execFile)

/** A Chromium the browser tests can drive. */
export interface Browser {
  readonly path: string
  /** Where it was found, for the log. */
  readonly source: string
  /** What its process needs in the environment. */
  readonly environment: Readonly<Record<string, string>>
}

/** Told when no browser is to be had. */
export const BROWSER_REMEDY =
  'No Chromium was found. Run "npx playwright install chromium", or set CHROMIUM_PATH to an installed Chrome or Chromium.'

/**
 * Looks for a Chromium that really starts: CHROMIUM_PATH, Playwright's own, one installed on the system, the one that
 * came with the npm packages (Linux x64), and at last, as root on Debian, its package. Undefined when all fail.
 * @throws Error when CHROMIUM_PATH is set and does not start
 */
export const findBrowser = async (): Promise<Browser | undefined> => {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (await starts(named)) return { path: named, source: 'CHROMIUM_PATH', environment: {} }
    throw new Error(`CHROMIUM_PATH is "${named}", which does not start. Correct or unset it.`)
  }
  for (const [source, candidates] of [
    ["Playwright's own", [chromium.executablePath()]],
    ['installed on this system', onSystem()],
  ] as const)
    for (const path of candidates) if (await starts(path)) return { path, source, environment: {} }
  return (await fromPackages()) ?? fromDebian()
}

/** A version is asked of it, since a file alone proves little: libraries may be missing. */
const starts = async (path: string): Promise<boolean> => {
  if (!existsSync(path)) return false
  if (process.platform === 'win32') return true
  return run(path, ['--version', '--no-sandbox'], { timeout: 30_000 }).then(
    () => true,
    () => false,
  )
}

const onSystem = (): string[] => {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  if (process.platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .flatMap((name) => process.env[name] ?? [])
      .flatMap((root) => [
        join(root, 'Google/Chrome/Application/chrome.exe'),
        join(root, 'Microsoft/Edge/Application/msedge.exe'),
      ])
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** The package unpacks itself into the temporary folder, which must be one of ours: another user's copy cannot be run. */
const fromPackages = async (): Promise<Browser | undefined> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = resolve(import.meta.dirname, '../../../.data/browser')
  const before = process.env['TMPDIR']
  try {
    const packaged = await loadPackage()
    process.env['TMPDIR'] = folder
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await mkdir(folder, { recursive: true })
      const path = await packaged.executablePath()
      if (await starts(path)) {
        const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }
        return { path, source: 'npm package @sparticuz/chromium', environment: fonts }
      }
      // An interrupted unpacking leaves half a program.
      await rm(folder, { recursive: true, force: true })
    }
  } catch {
    // Not installed on this platform, or not runnable here: the next source is tried.
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  return undefined
}

/** An optional package: the name is kept from the type checker, which would insist on its presence. */
const loadPackage = async (): Promise<{ executablePath(): Promise<string> }> => {
  const name: string = '@sparticuz/chromium'
  const loaded = (await import(name)) as { default: { executablePath(): Promise<string> } }
  return loaded.default
}

const fromDebian = async (): Promise<Browser | undefined> => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']
  try {
    process.stdout.write('  Installing Chromium with apt-get …\n')
    await run('apt-get', ['update'], { env: environment, maxBuffer: 50_000_000 })
    await run('apt-get', install, { env: environment, maxBuffer: 50_000_000 })
  } catch {
    return undefined
  }
  const path = '/usr/bin/chromium'
  return (await starts(path)) ? { path, source: 'Debian package chromium', environment: {} } : undefined
}
