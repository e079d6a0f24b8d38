import type { Read } from '@suite/db'
import type { Caller } from '@suite/http'
import { permissionsOf, type Role } from '../permissions.ts'
import type { Membership } from '../sessions.ts'
import { storesOf } from './stores.ts'

/** What the signed-in person is, may do and can reach: the first thing every screen asks. */
export const me = async (read: Read, caller: Caller, memberships: readonly Membership[]) => {
  const person = await read.db
    .selectFrom('memberships')
    .select(['display_name', 'email'])
    .where('id', '=', caller.membershipId)
    .executeTakeFirstOrThrow()
  const organization = await read.db.selectFrom('organizations').selectAll().executeTakeFirstOrThrow()
  return {
    user: { id: caller.userId, name: person.display_name, email: person.email },
    organization: {
      id: organization.organization_id,
      name: organization.name,
      slug: organization.slug,
      planTier: organization.plan_tier,
      trialEndsAt: organization.trial_ends_at?.toISOString() ?? null,
      readOnly: caller.readOnly,
      isDemo: organization.is_demo,
    },
    role: caller.role,
    permissions: [...permissionsOf(caller.role as Role)],
    organizations: memberships.map(({ organizationId, name, slug, role }) => ({
      id: organizationId,
      name,
      slug,
      role,
    })),
    stores: await storesOf(read),
  }
}
