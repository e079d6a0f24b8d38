import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { OpeningPlan } from '../../../demo/opening.ts'
import type { PracticeVendor } from './events.ts'

/** Loopback ports of the practice systems. */
export type PracticePorts = Readonly<Record<PracticeVendor, number>>

/** Where everything of the practice systems lies in the data folder. */
export const practiceFolder = (dataDir: string): string => join(dataDir, 'practice')

/** The last day of the imported history; the practice systems go on from there. Undefined before the demo shop was made. */
export const readPlan = (folder: string): OpeningPlan | undefined =>
  readIfThere(join(folder, 'plan.json')) as OpeningPlan | undefined

/** Tells the practice systems from which day on they live. */
export const writePlan = (folder: string, plan: OpeningPlan): void =>
  writeWhole(join(folder, 'plan.json'), JSON.stringify(plan))

/** The ports of this run, undefined when the practice systems were never started. */
export const readPorts = (folder: string): PracticePorts | undefined =>
  readIfThere(join(folder, 'ports.json')) as PracticePorts | undefined

/** Remembers the ports, so that connections keep their addresses over restarts. */
export const writePorts = (folder: string, ports: PracticePorts): void =>
  writeWhole(join(folder, 'ports.json'), JSON.stringify(ports))

/** Reads JSON, undefined when the file is missing. @throws SyntaxError when it is no JSON */
export const readIfThere = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes a file so that it is there whole or not at all, whenever the power goes. */
export const writeWhole = (path: string, text: string): void => {
  const draft = `${path}.${randomBytes(4).toString('hex')}`
  const file = openSync(draft, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}
