import { mkdirSync } from 'node:fs'
import { freePort } from '@suite/db/embedded'
import { practiceFolder, readPorts, writePorts } from '../demo/practice/files.ts'
import { firstFreePort } from './ports.ts'

/**
 * Chooses and remembers the loopback ports of the practice systems: those of the last run while they are free, so that the
 * demo shop's connections keep their addresses.
 */
export const choosePracticePorts = async (dataDir: string): Promise<void> => {
  const folder = practiceFolder(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const before = readPorts(folder)
  const taken = new Set<number>()
  const another = async (wished: number | undefined): Promise<number> => {
    let port = await portAgain(wished)
    while (taken.has(port)) port = await freePort()
    taken.add(port)
    return port
  }
  writePorts(folder, {
    dutchie: await another(before?.dutchie),
    metrc: await another(before?.metrc),
    biotrack: await another(before?.biotrack),
  })
}

const portAgain = async (wished: number | undefined): Promise<number> => {
  if (wished === undefined) return freePort()
  const found = await firstFreePort('127.0.0.1', wished).catch(() => undefined)
  return found === wished ? wished : freePort()
}
