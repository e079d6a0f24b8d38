import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identify } from '@suite/db/embedded'
import { killTree } from './kill-tree.ts'

interface Process {
  readonly pid: number
  readonly started: string
}

interface Claim extends Process {
  readonly address?: string
  readonly children: readonly Process[]
}

/** One supervisor's claim on a data folder. */
export interface FolderLock {
  /** Records where the application answers, so that a second start can say it. */
  announce(address: string): Promise<void>
  /** Records the children, so that the next start can end those that outlive a killed supervisor. */
  setChildren(pids: readonly number[]): Promise<void>
  release(): Promise<void>
}

/** Another supervisor works on the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
}

/**
 * Claims a data folder for this process. A claim whose holder is gone is taken over, and what its holder left running is
 * ended first.
 * @throws FolderInUse naming process and address of the holder
 */
export const claimFolder = async (dataDir: string): Promise<FolderLock> => {
  const path = join(dataDir, 'supervisor.json')
  await mkdir(dataDir, { recursive: true })
  // Uploads, mail and keys are the owner's alone.
  await chmod(dataDir, 0o700)
  let claim: Claim = { ...describe(process.pid), children: [] }
  while (!(await createNew(path, claim))) {
    const holder = await read(path)
    if (holder !== undefined && isAlive(holder)) throw inUse(dataDir, holder)
    for (const child of holder?.children ?? []) await end(child)
    await rm(path, { force: true })
  }
  const update = async (change: Partial<Claim>): Promise<void> => {
    claim = { ...claim, ...change }
    await writeFile(`${path}.new`, JSON.stringify(claim))
    await rename(`${path}.new`, path)
  }
  return {
    announce: (address) => update({ address }),
    setChildren: (pids) => update({ children: pids.map(describe) }),
    release: () => rm(path, { force: true }),
  }
}

const createNew = (path: string, claim: Claim): Promise<boolean> =>
  writeFile(path, JSON.stringify(claim), { flag: 'wx', mode: 0o600 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )

/** Reads a claim; one being written at this moment is given time to become whole. */
const read = async (path: string): Promise<Claim | undefined> => {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const text = await readFile(path, 'utf8').catch(() => '')
    try {
      const claim = JSON.parse(text) as Claim
      return typeof claim.pid === 'number' && Array.isArray(claim.children) ? claim : undefined
    } catch {
      await sleep(50)
    }
  }
  return undefined
}

/** Waits until it is gone, so that its port is free for its successor. */
const end = async (child: Process): Promise<void> => {
  if (!isAlive(child)) return
  killTree(child.pid, 'SIGKILL')
  for (let attempt = 0; attempt < 100 && isAlive(child); attempt += 1) await sleep(20)
}

const describe = (pid: number): Process => ({ pid, started: identify(pid)?.started ?? '' })

const isAlive = ({ pid, started }: Process): boolean =>
  pid !== process.pid && identify(pid)?.started === started

const inUse = (dataDir: string, holder: Claim): FolderInUse =>
  new FolderInUse(
    `The application already runs on ${dataDir}: process ${holder.pid}, ${holder.address ?? 'still starting'}.\n` +
      'Use that one, stop it first, or set DATA_DIR to another folder.',
  )
