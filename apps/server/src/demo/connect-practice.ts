import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Read, type TenantContext, type Tx } from '@suite/db'
import { addConnection, beginAt, editConnection, type Vendor } from '@suite/sync'
import { EVERGREEN, type EvergreenStore } from '../../demo/generate.ts'
import type { OpeningPlan } from '../../demo/opening.ts'
import type { Services } from '../services.ts'
import { STATE_TYPES } from './practice/biotrack-register.ts'
import { BIOTRACK_COMPANY, BIOTRACK_USER, METRC_KEYS, dutchieKey } from './practice/credentials.ts'
import { openedAt } from './practice/world-shape.ts'
import {
  practiceFolder,
  readIfThere,
  readPorts,
  writePlan,
  writeWhole,
  type PracticePorts,
} from './practice/files.ts'

/** The demo shop as it was created: what connecting it needs to know after any crash. */
export interface DemoShop {
  readonly organizationId: string
  readonly ownerId: string
  /** A shop made by an earlier version lacks the stores that came later. */
  readonly storeIds: Readonly<Partial<Record<EvergreenStore['key'], string>>>
  readonly plan: OpeningPlan
}

const shopFile = (dataDir: string): string => join(practiceFolder(dataDir), 'shop.json')

/** Keeps who the demo shop is. The folder must be there. */
export const writeShop = (dataDir: string, shop: DemoShop): void =>
  writeWhole(shopFile(dataDir), JSON.stringify(shop))

const PATIENCE_MS = 1000

/**
 * Connects the demo shop to its practice systems once its files are imported, and follows them when their ports changed. A
 * connection that a person ended stays ended. Without practice systems, or in a shop made before there were any, nothing
 * is done.
 */
export const connectPractice = async (services: Services, dataDir: string): Promise<void> => {
  const folder = practiceFolder(dataDir)
  const shop = readIfThere(shopFile(dataDir)) as DemoShop | undefined
  const ports = readPorts(folder)
  if (shop === undefined || ports === undefined) return
  const context: TenantContext = {
    organizationId: shop.organizationId,
    actor: { kind: 'user', id: shop.ownerId },
  }
  while (await services.database.withTenant(context, importsAreRunning)) await pause()
  // the practice systems wait for the plan: while files are imported, the machine has enough to do
  writePlan(folder, shop.plan)
  for (const port of Object.values(ports)) while (!(await answers(port))) await pause()
  const made = await services.database.withTenant(context, (tx) => connectStores(tx, services, shop, ports))
  if (made > 0)
    services.log.info({ connections: made }, 'the demo shop was connected to its practice systems')
}

const pause = (): Promise<void> => sleep(PATIENCE_MS, undefined, { ref: false })

const importsAreRunning = async (read: Read): Promise<boolean> => {
  const { rows } = await sql`
    select from imports where connection_id is null and status in ('queued', 'running') limit 1`.execute(
    read.db,
  )
  return rows.length > 0
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/__simulator`, { signal: AbortSignal.timeout(5000) }).then(
    (reply) => reply.ok,
    () => false,
  )

interface Known {
  readonly id: string
  readonly storeId: string
  readonly vendor: Vendor
  readonly status: string
  readonly simulated: boolean
  readonly settings: Readonly<Record<string, string>>
}

const connectStores = async (
  tx: Tx,
  services: Services,
  shop: DemoShop,
  ports: PracticePorts,
): Promise<number> => {
  const { rows } = await sql<Known>`
    select id, store_id as "storeId", vendor, status, simulated, settings from connections`.execute(tx.db)
  let made = 0
  for (const store of EVERGREEN.stores)
    for (const wanted of connectionsOf(store, ports)) {
      const adapter = services.adapters.get(wanted.vendor)
      const storeId = shop.storeIds[store.key]
      if (adapter === undefined || storeId === undefined) continue
      const known = rows.filter((row) => row.storeId === storeId && row.vendor === wanted.vendor)
      const live = known.find(({ status, simulated }) => simulated && status !== 'disconnected')
      if (known.length === 0) {
        const added = { ...wanted, storeId, simulated: true }
        const { id } = await addConnection(tx, services.sealer, adapter, added)
        // the files told everything before
        await beginAt(tx, id, adapter, new Date(openedAt(store, shop.plan.lastDay)))
        made += 1
      } else if (live !== undefined && hasMoved(live.settings, wanted.settings))
        await editConnection(tx, services.sealer, adapter, {
          id: live.id,
          settings: { ...live.settings, ...addressOf(wanted.settings) },
        })
    }
  return made
}

type Settings = Readonly<Record<string, string>>

/** Where a system is found: the one setting that changes from run to run. */
const addressOf = (settings: Settings): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => name === 'baseUrl' || name === 'address'))

const hasMoved = (live: Settings, wanted: Settings): boolean =>
  Object.entries(addressOf(wanted)).some(([name, address]) => live[name] !== address)

interface Wanted {
  readonly vendor: Vendor
  readonly name: string
  readonly settings: Settings
  readonly credentials: Readonly<Record<string, string>>
}

const connectionsOf = (store: EvergreenStore, ports: PracticePorts): readonly Wanted[] => [
  {
    vendor: 'dutchie',
    name: 'Practice data: Dutchie',
    settings: { licence: store.licenceNumber, baseUrl: origin(ports.dutchie) },
    credentials: { locationKey: dutchieKey(store.key) },
  },
  stateOf(store, ports),
]

const stateOf = ({ register, licenceNumber: licence }: EvergreenStore, ports: PracticePorts): Wanted =>
  register === 'metrc'
    ? {
        vendor: 'metrc',
        name: 'Practice data: Metrc',
        settings: { licence, baseUrl: origin(ports.metrc) },
        credentials: METRC_KEYS,
      }
    : {
        vendor: 'biotrack',
        name: 'Practice data: BioTrack',
        settings: {
          licence,
          company: BIOTRACK_COMPANY,
          types: STATE_TYPES,
          address: `${origin(ports.biotrack)}/serverjson.asp`,
        },
        credentials: BIOTRACK_USER,
      }

const origin = (port: number): string => `http://127.0.0.1:${port}`
