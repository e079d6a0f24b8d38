import { sql, type Database } from '@suite/db'
import { recordAudit } from '@suite/audit'
import { newId } from '@suite/kernel'
import type { Account } from '../accounts.ts'
import { slugOf, slugVariant } from '../rules/slug.ts'
import { addStore, type StoreInput } from './add-store.ts'

const TRIAL_DAYS = 30

/**
 * Creates an organisation on the starter tier with a 30-day trial, its first store, and its owner, in one transaction.
 * @throws AppError for a bad time zone or state
 */
export const createOrganization = async (
  database: Database,
  input: {
    name: string
    owner: Account
    store: StoreInput
    isDemo?: boolean
    ip?: string
    requestId?: string
  },
): Promise<{ organizationId: string; storeId: string }> => {
  const organizationId = newId()
  const slug = await freeSlug(database, slugOf(input.name))
  const context = {
    organizationId,
    actor: { kind: 'user' as const, id: input.owner.id },
    ...(input.ip === undefined ? {} : { ip: input.ip }),
    ...(input.requestId === undefined ? {} : { requestId: input.requestId }),
  }
  return database.withTenant(context, async (tx) => {
    await tx.db
      .insertInto('organizations')
      .values({
        organization_id: organizationId,
        name: input.name,
        slug,
        is_demo: input.isDemo ?? false,
        trial_ends_at: input.isDemo === true ? null : new Date(Date.now() + TRIAL_DAYS * 86_400_000),
      })
      .execute()
    await tx.db
      .insertInto('memberships')
      .values({
        organization_id: organizationId,
        id: newId(),
        user_id: input.owner.id,
        display_name: input.owner.name,
        email: input.owner.email,
        role: 'owner',
      })
      .execute()
    await recordAudit(tx, {
      eventType: 'organization.created',
      resourceType: 'organization',
      resourceId: organizationId,
      action: 'create',
      risk: 'medium',
      after: { name: input.name, slug },
    })
    const storeId = await addStore(tx, input.store)
    return { organizationId, storeId }
  })
}

const freeSlug = async (database: Database, slug: string): Promise<string> => {
  for (let attempt = 0; ; attempt++) {
    const candidate = slugVariant(slug, attempt)
    const { rows } = await sql<{ free: boolean }>`select slug_is_free(${candidate}) as free`.execute(
      database.untenanted,
    )
    if (rows[0]?.free === true) return candidate
  }
}
