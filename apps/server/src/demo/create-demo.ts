import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createVendor } from '@suite/catalog'
import type { TenantContext } from '@suite/db'
import { addStore, createOrganization, type Account } from '@suite/identity'
import { AppError, addDays, dayOf } from '@suite/kernel'
import { importFile } from '@suite/sync'
import { EVERGREEN, generateEvergreen, type EvergreenStore } from '../../demo/generate.ts'
import type { OpeningPlan } from '../../demo/opening.ts'
import type { Services } from '../services.ts'
import { connectPractice, writeShop, type DemoShop } from './connect-practice.ts'
import { practiceFolder } from './practice/files.ts'
import { writeFiles } from './write-files.ts'

const OWNER = 'owner@evergreen.example.com'
const SEED = 420

/** How to sign in to the demo shop, as kept in DATA_DIR/demo-login.json. */
export interface DemoLogin {
  readonly email: string
  readonly password: string
}

type History = Partial<Pick<OpeningPlan, 'days' | 'lastDay'>>

/**
 * Creates Evergreen Collective unless it is there: its people, stores and vendors, and the import of its export files
 * through the importer a customer would use; sales in them end yesterday. The worker brings the files in. Then the shop is
 * connected to its practice systems, which go on from there. Resolves when it is connected.
 * @param history which part of it, if not all of it up to yesterday
 */
export const createDemo = async (
  services: Services,
  dataDir: string,
  history: History = {},
): Promise<void> => {
  await createEvergreen(services, dataDir, history)
  await connectPractice(services, dataDir)
}

const createEvergreen = async (services: Services, dataDir: string, history: History): Promise<void> => {
  const loginFile = join(dataDir, 'demo-login.json')
  if (existsSync(loginFile)) return
  const login: DemoLogin = { email: OWNER, password: `evergreen-${randomBytes(4).toString('hex')}` }
  const owner = await createOwner(services, login)
  if (owner === null) return
  const { context, storeIds } = await createShop(services, owner)
  const lastDay = addDays(dayOf(Math.floor(Date.now() / 86_400_000)), -1)
  const plan: OpeningPlan = { lastDay, seed: SEED, ...history }
  await mkdir(practiceFolder(dataDir), { recursive: true, mode: 0o700 })
  writeShop(dataDir, {
    organizationId: context.organizationId,
    ownerId: owner.id,
    storeIds: Object.fromEntries(storeIds) as DemoShop['storeIds'],
    plan,
  })
  await writeFile(loginFile, JSON.stringify(login), { mode: 0o600 })
  await importExports(services, context, storeIds, dataDir, plan)
  services.log.info(
    { organizationId: context.organizationId },
    'the demo shop Evergreen was created; its files are being imported',
  )
}

/** Null when the account exists already: the demo was created by an earlier start. */
const createOwner = async (services: Services, login: DemoLogin): Promise<Account | null> => {
  try {
    return await services.accounts.create({ name: 'Robin Hale', ...login })
  } catch (error) {
    if (error instanceof AppError && error.code === 'email_taken') return null
    throw error
  }
}

const createShop = async (services: Services, owner: Account) => {
  const [first, ...others] = EVERGREEN.stores
  if (first === undefined) throw new Error('Evergreen has no store.')
  const { organizationId, storeId } = await createOrganization(services.database, {
    name: EVERGREEN.organization.name,
    owner,
    store: storeInput(first),
    isDemo: true,
  })
  const context: TenantContext = { organizationId, actor: { kind: 'user', id: owner.id } }
  const storeIds = new Map([[first.key, storeId]])
  await services.database.withTenant(context, async (tx) => {
    for (const store of others) storeIds.set(store.key, await addStore(tx, storeInput(store)))
    for (const vendor of EVERGREEN.vendors)
      await createVendor(tx, { ...vendor, orderWeekdays: [...vendor.orderWeekdays], active: true })
  })
  return { context, storeIds }
}

const storeInput = (store: EvergreenStore) => ({
  name: store.name,
  licenceNumber: store.licenceNumber,
  state: store.state,
  timeZone: store.timeZone,
  cutOffMinutes: store.cutOffMinutes,
})

const importExports = async (
  services: Services,
  context: TenantContext,
  storeIds: ReadonlyMap<EvergreenStore['key'], string>,
  dataDir: string,
  { lastDay, ...plan }: OpeningPlan,
): Promise<void> => {
  const folder = join(dataDir, 'evergreen')
  await mkdir(folder, { recursive: true })
  const firstStore = storeIds.values().next().value ?? ''
  for await (const { path, file } of writeFiles(folder, generateEvergreen({ endDate: lastDay, ...plan }))) {
    const storeId = file.storeKey === null ? firstStore : (storeIds.get(file.storeKey) ?? firstStore)
    await importFile(
      { database: services.database, enqueue: services.queues.enqueue, files: services.files },
      { path, storeId, organizationId: context.organizationId, actor: context.actor },
    )
  }
  await rm(folder, { recursive: true, force: true })
}
