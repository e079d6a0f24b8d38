import { sql } from '@suite/db'
import { ruleBook } from '../state-rules/rule-book.ts'
import type { Row, Section } from './section.ts'

/** A user id of a record as a name. */
export const nameOf = (column: string) => sql`coalesce((select who.display_name from memberships who
  where who.user_id::text = ${sql.ref(column)} limit 1), ${sql.ref(column)})`

export const licences: Section = {
  key: 'licences',
  title: 'Licences and badges',
  about: 'Papers of the store and of its people that were in force in the period or are now.',
  fields: [
    { key: 'kind', header: 'Kind', as: 'code' },
    { key: 'number', header: 'Number' },
    { key: 'holder', header: 'Holder', share: 2 },
    { key: 'issuer', header: 'Issued by' },
    { key: 'issuedOn', header: 'Issued', as: 'day' },
    { key: 'expiresOn', header: 'Expires', as: 'day' },
    { key: 'status', header: 'Status', as: 'code' },
  ],
  rows: async (read, { storeId, fromDay }, limit) => {
    const { rows } = await sql<Row>`
      select kind, number, holder, issuer, issued_on as "issuedOn", expires_on as "expiresOn", status
      from credentials
      where (store_id = ${storeId} or (store_id is null and kind <> 'coa')) and kind in ('licence', 'badge')
        and (status = 'active' or expires_on >= ${fromDay}::date)
      order by kind desc, expires_on nulls last, id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}

export const people: Section = {
  key: 'people',
  title: 'People with access',
  about:
    'Everybody of the organisation who can or could sign in, with their role now, and their first and last recorded act in the period.',
  fields: [
    { key: 'name', header: 'Name', share: 2 },
    { key: 'role', header: 'Role', as: 'code' },
    { key: 'since', header: 'Since', as: 'instant' },
    { key: 'active', header: 'Access', as: 'code' },
    { key: 'acts', header: 'Acts', as: 'number' },
    { key: 'firstAct', header: 'First act', as: 'instant' },
    { key: 'lastAct', header: 'Last act', as: 'instant' },
  ],
  rows: async (read, { from, until }, limit) => {
    const { rows } = await sql<Row>`
      with acted as (
        select actor_id, count(*) as acts, min(occurred_at) as first_at, max(occurred_at) as last_at from audit_events
        where occurred_at >= ${from} and occurred_at < ${until} and actor_kind = 'user' group by 1)
      select m.display_name as name, m.role, ${iso('m.created_at')} as since,
        case when m.active then 'active' else 'withdrawn' end as active, coalesce(a.acts, 0) as acts,
        ${iso('a.first_at')} as "firstAct", ${iso('a.last_at')} as "lastAct"
      from memberships m left join acted a on a.actor_id = m.user_id::text
      where m.created_at < ${until} order by m.display_name, m.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}

export const rules: Section = {
  key: 'rules',
  title: 'Rules in force',
  about:
    'Values the product goes by on the last day of the period. Nothing that is not marked as verified was read in the law.',
  fields: [
    { key: 'topic', header: 'Topic', share: 2 },
    { key: 'value', header: 'Value', share: 3 },
    { key: 'status', header: 'Status', as: 'code' },
    { key: 'origin', header: 'Set by', as: 'code' },
    { key: 'source', header: 'Source', share: 3 },
  ],
  rows: async (read, { state, toDay }) => {
    const { items } = await ruleBook(read, { state, day: toDay })
    return items.map(({ label, value, status, origin, source }) => ({
      topic: label,
      value: value === null || value === undefined ? null : JSON.stringify(value),
      status,
      origin,
      source,
    }))
  },
}

/** An instant as ISO 8601 text in UTC. */
export const iso = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
