import { spawn } from 'node:child_process'

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Runs a program to its end and keeps its words to itself unless it fails.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<void>} rejects with the last lines of the program's output
 */
export const runQuietly = (program, args, options) =>
  new Promise((done, failed) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    let words = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      words = (words + chunk.toString()).slice(-8000)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    // Nothing goes on behind the back of somebody who stopped us.
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal)
      process.exit(1)
    }
    for (const signal of SIGNALS) process.once(signal, stop)
    child.once('error', failed)
    child.once('close', (code, signal) => {
      for (const name of SIGNALS) process.off(name, stop)
      if (code === 0) done()
      else
        failed(
          new Error(
            `${program} ended with ${signal ?? code}.\n${words.trim().split('\n').slice(0, 25).join('\n')}`,
          ),
        )
    })
  })

/**
 * Runs a program in the foreground. Signals that reach us are for it to act on: the terminal sends Ctrl-C to both, what
 * is sent to us alone is passed on. The channel between us tells it when we are gone.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, channel?: boolean }} options
 * @returns {Promise<number>} its exit code
 */
export const runInForeground = (program, args, { channel = false, ...options } = {}) =>
  new Promise((done, failed) => {
    const stdio = channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit'
    const child = spawn(program, args, { ...options, stdio: /** @type {any} */ (stdio) })
    // On Ctrl-C the terminal has told the child already; a second signal would mean "at once" to it.
    const pass = (/** @type {NodeJS.Signals} */ signal) =>
      signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)
    for (const signal of SIGNALS) process.on(signal, pass)
    child.once('error', failed)
    child.once('close', (code, signal) => {
      for (const name of SIGNALS) process.off(name, pass)
      if (signal === 'SIGKILL')
        process.stderr.write('\nIt was killed. Run the command again: what was saved is not lost.\n')
      done(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
