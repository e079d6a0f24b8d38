import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Read, type TenantContext, type Tx } from '@suite/db'
import { addConnection, beginAt, editConnection, type Vendor } from '@suite/sync'
import { EVERGREEN, type EvergreenStore } from '../../demo/generate.ts'
import type { OpeningPlan } from '../../demo/opening.ts'
import type { Services } from '../services.ts'
import { METRC_KEYS, dutchieKey } from './practice/credentials.ts'
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
  readonly storeIds: Readonly<Record<EvergreenStore['key'], string>>
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
  while (!(await answers(ports.dutchie)) || !(await answers(ports.metrc))) await pause()
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
      if (adapter === undefined) continue
      const storeId = shop.storeIds[store.key]
      const known = rows.filter((row) => row.storeId === storeId && row.vendor === wanted.vendor)
      const live = known.find(({ status, simulated }) => simulated && status !== 'disconnected')
      if (known.length === 0) {
        const added = { ...wanted, storeId, simulated: true }
        const { id } = await addConnection(tx, services.sealer, adapter, added)
        // the files told everything before
        await beginAt(tx, id, adapter, new Date(openedAt(store, shop.plan.lastDay)))
        made += 1
      } else if (live !== undefined && live.settings['baseUrl'] !== wanted.settings.baseUrl)
        await editConnection(tx, services.sealer, adapter, {
          id: live.id,
          settings: { ...live.settings, baseUrl: wanted.settings.baseUrl },
        })
    }
  return made
}

const connectionsOf = (store: EvergreenStore, ports: PracticePorts) => {
  const settings = (port: number) => ({
    licence: store.licenceNumber,
    baseUrl: `http://127.0.0.1:${port}`,
  })
  return [
    {
      vendor: 'dutchie',
      name: 'Practice data: Dutchie',
      settings: settings(ports.dutchie),
      credentials: { locationKey: dutchieKey(store.key) },
    },
    {
      vendor: 'metrc',
      name: 'Practice data: Metrc',
      settings: settings(ports.metrc),
      credentials: METRC_KEYS,
    },
  ] as const
}
