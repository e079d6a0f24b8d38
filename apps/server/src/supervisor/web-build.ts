import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withProgress } from './progress.ts'

/** True when there are pages to serve. */
export const hasWeb = (root: string): boolean => existsSync(join(root, 'apps/web/app'))

/** Next's command line program. */
export const nextProgram = (root: string): string =>
  createRequire(join(root, 'apps/web/package.json')).resolve('next/dist/bin/next')

/**
 * Builds the pages unless the last build was made from the same sources.
 * @throws Error with the builder's last words
 */
export const buildWeb = async (root: string, stopping: AbortSignal): Promise<void> => {
  const stamp = join(root, 'apps/web/.next/.build-stamp')
  const wanted = await sourceHash(root)
  const isBuilt = async (): Promise<boolean> => (await readFile(stamp, 'utf8').catch(() => '')) === wanted
  if (await isBuilt()) return
  await withProgress('Building the web pages', async () => {
    for (;;) {
      const result = await nextBuild(root, stopping)
      if (result.ok) return writeFile(stamp, wanted)
      // Two commands started at once: let the other finish, its result serves both.
      if (!/already running|another next build/i.test(result.words))
        throw new Error(`The web pages could not be built.\n${result.words.trim()}`)
      await sleep(2000, undefined, { signal: stopping })
      if (await isBuilt()) return
    }
  })
}

const nextBuild = (root: string, signal: AbortSignal): Promise<{ ok: boolean; words: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [nextProgram(root), 'build'], {
      cwd: join(root, 'apps/web'),
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      signal,
    })
    let words = ''
    const keep = (chunk: Buffer): void => {
      words = (words + chunk.toString()).slice(-6000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('close', (code) => done({ ok: code === 0, words }))
    child.once('error', (error) => done({ ok: false, words: error.message }))
  })

const UNSEEN = new Set(['node_modules', '.next', 'e2e', 'test-results'])

/** Hash of everything a build is made from. */
const sourceHash = async (root: string): Promise<string> => {
  const hash = createHash('sha256')
  for (const folder of ['apps/web', 'clients/api-client']) {
    const names = (await readdir(join(root, folder), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(
        (path) =>
          !path
            .slice(root.length)
            .split(sep)
            .some((part) => UNSEEN.has(part)),
      )
      .filter((path) => !/next-env\.d\.ts$|\.tsbuildinfo$/.test(path))
      .sort()
    for (const path of names) hash.update(path.slice(root.length)).update(await readFile(path))
  }
  return hash.update(await readFile(join(root, 'package-lock.json'))).digest('hex')
}
