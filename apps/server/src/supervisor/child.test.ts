import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identify } from '@suite/db/embedded'
import { keepRunning, type Child } from './child.ts'

let folder: string
let child: Child | undefined
let said: string[]
let gaveUp: string[]

/** Runs a small program; it finds the folder in its environment. */
const run = (program: string): Child => {
  const path = join(folder, 'program.mjs')
  writeFileSync(path, `import fs from 'node:fs'; import { spawn } from 'node:child_process'\n${program}`)
  child = keepRunning(
    {
      name: 'part',
      args: [path],
      cwd: folder,
      env: { ...process.env, FOLDER: folder },
      patienceMs: 2000,
      log: { write: () => undefined, tail: () => 'last words' },
    },
    { say: (line) => said.push(line), giveUp: (reason) => gaveUp.push(reason), changed: () => undefined },
  )
  return child
}

const COUNT = `fs.appendFileSync(process.env.FOLDER + '/runs', 'x');`
const LIVE = `setInterval(() => {}, 1000);`
const runs = (): number => {
  try {
    return readFileSync(join(folder, 'runs'), 'utf8').length
  } catch {
    return 0
  }
}
const until = async (condition: () => boolean): Promise<void> => {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > 30_000) throw new Error('It never came.')
    await sleep(10)
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suite-child-'))
  said = []
  gaveUp = []
})

afterEach(async () => {
  await child?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a part that was killed is started again, and the terminal is told with its last words', async () => {
  run(COUNT + LIVE)
  await until(() => runs() === 1)
  const first = child?.pid ?? 0
  process.kill(first, 'SIGKILL')
  await until(() => runs() === 2)
  expect(child?.pid).not.toBe(first)
  expect(said.join()).toContain('The part ended with SIGKILL')
  expect(said.join()).toContain('last words')
})

test('stopping ends it and all it started, and it stays ended', { timeout: 60_000 }, async () => {
  run(
    `const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
     fs.writeFileSync(process.env.FOLDER + '/grandchild', String(grandchild.pid)); ${COUNT + LIVE}`,
  )
  await until(() => runs() === 1)
  const grandchild = Number(readFileSync(join(folder, 'grandchild'), 'utf8'))
  const { pid = 0 } = child ?? {}
  await child?.stop()
  await until(() => identify(pid) === undefined && identify(grandchild) === undefined)
  expect(child?.pid).toBeUndefined()
  expect(runs()).toBe(1)
})

test('one that ignores a polite request is ended all the same', { timeout: 60_000 }, async () => {
  run(`process.on('SIGTERM', () => {}); ${COUNT + LIVE}`)
  await until(() => runs() === 1)
  const { pid = 0 } = child ?? {}
  await child?.stop()
  expect(identify(pid)).toBeUndefined()
})

test('a restart is no crash, and two at once are one', async () => {
  run(COUNT + LIVE)
  await until(() => runs() === 1)
  const first = child?.pid ?? 0
  await Promise.all([child?.restart(), child?.restart()])
  await until(() => runs() === 2)
  await until(() => identify(first) === undefined)
  expect(runs()).toBe(2)
  expect(said).toEqual([])
})

test('it does not outlive a supervisor that was killed', { timeout: 60_000 }, async () => {
  const supervisor = join(folder, 'supervisor.ts')
  writeFileSync(
    supervisor,
    `import { keepRunning } from ${JSON.stringify(join(import.meta.dirname, 'child.ts'))}
     import { writeFileSync } from 'node:fs'
     const log = { write: () => {}, tail: () => '' }
     const child = keepRunning(
       { name: 'part', args: ['-e', 'setInterval(() => {}, 1000)'], cwd: '.', env: process.env, log },
       { say: () => {}, giveUp: () => {}, changed: () => {} },
     )
     setTimeout(() => writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(child.pid)), 500)`,
  )
  const parent = spawn(process.execPath, [supervisor], { stdio: 'ignore' })
  const pid = (): number => {
    try {
      return Number(readFileSync(join(folder, 'pid'), 'utf8'))
    } catch {
      return 0
    }
  }
  await until(() => pid() > 0)
  const orphan = pid()
  expect(identify(orphan)).toBeDefined()
  parent.kill('SIGKILL')
  await until(() => identify(orphan) === undefined)
})
