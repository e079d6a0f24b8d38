import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identify } from '@suite/db/embedded'
import { claimFolder, FolderInUse } from './folder-lock.ts'

let folder: string
let others: ChildProcess[]

const someProcess = (): { pid: number; started: string } => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true })
  others.push(child)
  const pid = child.pid ?? 0
  return { pid, started: identify(pid)?.started ?? '' }
}
const file = (): string => join(folder, 'supervisor.json')
const write = (claim: unknown): void => writeFileSync(file(), JSON.stringify(claim))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suite-lock-'))
  others = []
})

afterEach(async () => {
  for (const child of others) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

test('a live holder is named with its address', async () => {
  const holder = someProcess()
  write({ ...holder, address: 'http://localhost:3000', children: [] })
  await expect(claimFolder(folder)).rejects.toThrow(FolderInUse)
  await expect(claimFolder(folder)).rejects.toThrow(`process ${holder.pid}, http://localhost:3000`)
})

test('the claim of a dead holder is taken over, and what it left running is ended', async () => {
  const orphan = someProcess()
  write({ pid: 2 ** 22 - 1, started: 'long ago', children: [orphan] })
  const lock = await claimFolder(folder)
  expect(identify(orphan.pid)?.started).not.toBe(orphan.started)
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.pid })
  await lock.release()
})

test.runIf(process.platform === 'linux')(
  'a number used again by a stranger is no holder, and is left alone',
  async () => {
    const stranger = someProcess()
    write({ pid: stranger.pid, started: 'before', children: [{ pid: stranger.pid, started: 'before' }] })
    const lock = await claimFolder(folder)
    expect(identify(stranger.pid)?.started).toBe(stranger.started)
    await lock.release()
  },
)

test.each(['', '{"pid":', '[]'])('a torn claim is taken over: %j', async (text) => {
  writeFileSync(file(), text)
  await (await claimFolder(folder)).release()
})

test('address and children are recorded; a released folder can be claimed again', async () => {
  const lock = await claimFolder(folder)
  await lock.announce('http://localhost:3001')
  await lock.setChildren([process.pid])
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({
    address: 'http://localhost:3001',
    children: [{ pid: process.pid }],
  })
  await lock.release()
  await (await claimFolder(folder)).release()
})
