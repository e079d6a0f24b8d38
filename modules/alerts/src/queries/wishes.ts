import { sql, type Read } from '@suite/db'
import { roleAllows } from '@suite/identity'
import { SEVERITIES, type AlertKind, type AlertPreferences } from '../contract.ts'
import type { DeliveryWish, Rank, Told } from '../rules/plan-delivery.ts'

/** A person who may see alerts, their wish, and what they were told. */
export interface Recipient {
  readonly membershipId: string
  readonly email: string
  readonly wish: DeliveryWish
  readonly told: Told
}

interface WishRow {
  membershipId: string
  email: string
  role: string
  how: DeliveryWish['how']
  kinds: AlertKind[] | null
  minSeverity: Rank
  timeZone: string
  digestHour: number
  criticalAtOnce: boolean
  quietFrom: number | null
  quietTo: number | null
  criticalBreaksQuiet: boolean
  since: Date
}

/** Who made no wish gets a digest at 7 of warnings and above, in the zone of the first store, and critical alerts outside the night. */
const WISHES = sql`
  select m.id as "membershipId", m.email, m.role, coalesce(p.how, 'digest') as how, p.kinds,
    coalesce(p.min_severity, 2) as "minSeverity",
    coalesce(p.time_zone, (select s.time_zone from stores s where s.active order by s.created_at, s.id limit 1), 'UTC')
      as "timeZone",
    coalesce(p.digest_hour, 7) as "digestHour", coalesce(p.critical_at_once, true) as "criticalAtOnce",
    case when p.membership_id is null then 22 * 60 else p.quiet_from end as "quietFrom",
    case when p.membership_id is null then 6 * 60 else p.quiet_to end as "quietTo",
    coalesce(p.critical_breaks_quiet, false) as "criticalBreaksQuiet", coalesce(p.updated_at, m.created_at) as since
  from memberships m
  left join alert_preferences p on p.organization_id = m.organization_id and p.membership_id = m.id`

/** How a person hears of alerts: as they chose, or the defaults. */
export const preferencesOf = async (read: Read, membershipId: string): Promise<AlertPreferences> => {
  const { rows } = await sql<WishRow>`${WISHES} where m.id = ${membershipId}`.execute(read.db)
  const row = rows[0]!
  const { how, kinds, timeZone, digestHour, criticalAtOnce, criticalBreaksQuiet } = row
  const minSeverity = SEVERITIES[row.minSeverity - 1]!
  return {
    how,
    kinds,
    minSeverity,
    timeZone,
    digestHour,
    criticalAtOnce,
    quiet: quietOf(row),
    criticalBreaksQuiet,
  }
}

/** Everybody active whose role shows alerts and who wants mail. */
export const recipients = async (read: Read): Promise<Recipient[]> => {
  const { rows } =
    await sql<WishRow>`${WISHES} where m.active and coalesce(p.how, 'digest') <> 'none'`.execute(read.db)
  const allowed = rows.filter(({ role }) => roleAllows(role, 'alerts.read'))
  const told = await toldTo(read)
  return allowed.map(({ membershipId, email, role: _, ...row }) => ({
    membershipId,
    email,
    wish: { ...row, quiet: quietOf(row) },
    told: told.get(membershipId) ?? { severities: new Map(), lastDigestDay: null },
  }))
}

const quietOf = ({ quietFrom, quietTo }: Pick<WishRow, 'quietFrom' | 'quietTo'>) =>
  quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo }

const toldTo = async (read: Read): Promise<Map<string, Told>> => {
  const { rows } = await sql<{
    membershipId: string
    severities: Record<string, number>
    lastDigestDay: string | null
  }>`
    select m.id as "membershipId",
      coalesce((select jsonb_object_agg(t.alert_id, t.severity) from alert_told t
        join alerts a on a.organization_id = t.organization_id and a.id = t.alert_id
        where t.organization_id = m.organization_id and t.membership_id = m.id and a.state <> 'resolved'), '{}') as severities,
      (select max(d.day) from alert_mails d where d.organization_id = m.organization_id and d.membership_id = m.id
        and d.kind = 'digest')::text as "lastDigestDay"
    from memberships m where m.active`.execute(read.db)
  return new Map(
    rows.map(({ membershipId, severities, lastDigestDay }) => [
      membershipId,
      { severities: new Map(Object.entries(severities)), lastDigestDay },
    ]),
  )
}
