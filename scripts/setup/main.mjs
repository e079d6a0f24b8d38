import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { findNode24 } from './node24.mjs'
import { ROOT } from './paths.mjs'
import { runInForeground } from './run-command.mjs'

/**
 * Installs what is missing and returns a way to run files of this project under Node 24.
 * @returns {Promise<(args: readonly string[], options?: { env?: NodeJS.ProcessEnv, channel?: boolean }) => Promise<number>>}
 */
export const prepare = async () => {
  await ensureInstalled()
  const node = findNode24()
  return (args, { env = {}, channel = false } = {}) =>
    runInForeground(node, ['--disable-warning=ExperimentalWarning', ...envFile(), ...args], {
      cwd: ROOT,
      channel,
      env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`, ...env },
    })
}

/** `.env` in the root folder holds a user's settings; variables that are set already win. */
const envFile = () => (existsSync(join(ROOT, '.env')) ? [`--env-file=${join(ROOT, '.env')}`] : [])

/**
 * Runs a command's body; a failure is told in words, without a stack, and ends the command with code 1.
 * @param {() => Promise<number>} body returns the exit code
 */
export const command = async (body) => {
  try {
    process.exitCode = await body()
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
