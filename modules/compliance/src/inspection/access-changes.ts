import { sql } from '@suite/db'
import { iso, nameOf } from './people-sections.ts'
import type { Row, Section } from './section.ts'

export const accessChanges: Section = {
  key: 'accessChanges',
  title: 'Changes of access',
  about: 'Roles changed and access given or withdrawn in the period, in the whole organisation.',
  fields: [
    { key: 'at', header: 'When', as: 'instant' },
    { key: 'name', header: 'Whose', share: 2 },
    { key: 'roleBefore', header: 'Role before', as: 'code' },
    { key: 'roleAfter', header: 'Role after', as: 'code' },
    { key: 'accessBefore', header: 'Access before', as: 'code' },
    { key: 'accessAfter', header: 'Access after', as: 'code' },
    { key: 'by', header: 'By', share: 2 },
  ],
  rows: async (read, { from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('e.occurred_at')} as at, m.display_name as name, e.before ->> 'role' as "roleBefore",
        e.after ->> 'role' as "roleAfter",
        case when (e.before ->> 'active')::boolean then 'active' else 'withdrawn' end as "accessBefore",
        case when (e.after ->> 'active')::boolean then 'active' else 'withdrawn' end as "accessAfter",
        ${nameOf('e.actor_id')} as by
      from audit_events e
      join memberships m on m.organization_id = e.organization_id and m.id::text = e.resource_id
      where e.event_type = 'membership.changed' and e.resource_type = 'membership'
        and e.occurred_at >= ${from} and e.occurred_at < ${until}
      order by e.occurred_at, e.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}
