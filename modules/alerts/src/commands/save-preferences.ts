import { sql, type Tx } from '@suite/db'
import { RANK_OF, type AlertPreferences } from '../contract.ts'

/** Keeps how a person wants to hear of alerts. */
export const savePreferences = async (
  tx: Tx,
  membershipId: string,
  wish: AlertPreferences,
  now: Date,
): Promise<void> => {
  await sql`
    insert into alert_preferences (organization_id, membership_id, how, kinds, min_severity, time_zone, digest_hour,
      critical_at_once, quiet_from, quiet_to, critical_breaks_quiet, updated_at)
    values (${tx.context.organizationId}, ${membershipId}, ${wish.how}, ${wish.kinds}, ${RANK_OF[wish.minSeverity]},
      ${wish.timeZone}, ${wish.digestHour}, ${wish.criticalAtOnce}, ${wish.quiet?.from ?? null}, ${wish.quiet?.to ?? null},
      ${wish.criticalBreaksQuiet}, ${now})
    on conflict (organization_id, membership_id) do update set how = excluded.how, kinds = excluded.kinds,
      min_severity = excluded.min_severity, time_zone = excluded.time_zone, digest_hour = excluded.digest_hour,
      critical_at_once = excluded.critical_at_once, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
      critical_breaks_quiet = excluded.critical_breaks_quiet, updated_at = excluded.updated_at`.execute(tx.db)
}
