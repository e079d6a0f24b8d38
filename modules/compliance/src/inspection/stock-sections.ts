import { sql } from '@suite/db'
import { iso, nameOf } from './people-sections.ts'
import type { Row, Section } from './section.ts'

export const counts: Section = {
  key: 'counts',
  title: 'Counts',
  about: 'Closed in the period.',
  fields: [
    { key: 'closedAt', header: 'Closed', as: 'instant' },
    { key: 'name', header: 'Count', share: 2 },
    { key: 'manner', header: 'Manner' },
    { key: 'counters', header: 'Counted by', share: 2 },
    { key: 'lines', header: 'Lines', as: 'number' },
    { key: 'different', header: 'Different', as: 'number' },
    { key: 'status', header: 'Status', as: 'code' },
    { key: 'closedBy', header: 'Signed by' },
    { key: 'statement', header: 'Statement', share: 2 },
  ],
  rows: async (read, { storeId, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('n.closed_at')} as "closedAt", n.name,
        case when n.blind then 'blind' else 'open' end || case when n.people = 2 then ', two people' else '' end as manner,
        (select string_agg(distinct ${nameOf('p.counter')}, ', ') from count_passes p
          where p.organization_id = n.organization_id and p.session_id = n.id) as counters,
        l.lines, l.different, n.status, ${nameOf('n.closed_by')} as "closedBy", n.statement
      from count_sessions n
      cross join lateral (
        select count(*) as lines, count(*) filter (where c.final_quantity <> c.expected_quantity) as different
        from count_lines c where c.organization_id = n.organization_id and c.session_id = n.id) l
      where n.store_id = ${storeId} and n.closed_at >= ${from} and n.closed_at < ${until}
      order by n.closed_at, n.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}

export const adjustments: Section = {
  key: 'adjustments',
  title: 'Adjustments of stock',
  about: 'Changes that were neither sale nor delivery nor count, with their reasons.',
  fields: [
    { key: 'at', header: 'When', as: 'instant' },
    { key: 'product', header: 'Product', share: 2 },
    { key: 'tag', header: 'Package', share: 2 },
    { key: 'quantity', header: 'Change', as: 'number' },
    { key: 'unit', header: 'Unit' },
    { key: 'reason', header: 'Reason', share: 3 },
    { key: 'by', header: 'By' },
  ],
  rows: async (read, { storeId, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('m.occurred_at')} as at, p.name as product, l.package_tag as tag, trim_scale(m.quantity)::text as quantity,
        p.unit, m.reason, ${nameOf('m.actor_id')} as by
      from stock_movements m
      join products p on p.organization_id = m.organization_id and p.id = m.product_id
      left join lots l on l.organization_id = m.organization_id and l.id = m.lot_id
      where m.store_id = ${storeId} and m.kind = 'adjust' and m.occurred_at >= ${from} and m.occurred_at < ${until}
      order by m.occurred_at, m.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}

export const holds: Section = {
  key: 'holds',
  title: 'Goods on hold',
  about: 'Held at any time in the period.',
  fields: [
    { key: 'placedAt', header: 'Since', as: 'instant' },
    { key: 'placedBy', header: 'By' },
    { key: 'product', header: 'Product', share: 2 },
    { key: 'tag', header: 'Package', share: 2 },
    { key: 'reason', header: 'Reason', share: 3 },
    { key: 'liftedAt', header: 'Lifted', as: 'instant' },
    { key: 'liftedBy', header: 'By' },
    { key: 'liftReason', header: 'Why', share: 2 },
  ],
  rows: async (read, { storeId, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('h.placed_at')} as "placedAt", ${nameOf('h.placed_by')} as "placedBy", p.name as product,
        coalesce(h.package_tag, l.package_tag, l.lot_code) as tag, h.reason, ${iso('h.lifted_at')} as "liftedAt",
        ${nameOf('h.lifted_by')} as "liftedBy", h.lift_reason as "liftReason"
      from stock_holds h
      left join products p on p.organization_id = h.organization_id and p.id = h.product_id
      left join lots l on l.organization_id = h.organization_id and l.id = h.lot_id
      where h.store_id = ${storeId} and h.placed_at < ${until} and (h.lifted_at is null or h.lifted_at >= ${from})
      order by h.placed_at, h.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}

export const recalls: Section = {
  key: 'recalls',
  title: 'Recalls and drills',
  about: 'Going on at any time in the period, that reached goods of the store or were drills.',
  fields: [
    { key: 'startedAt', header: 'Started', as: 'instant' },
    { key: 'kind', header: 'Kind', as: 'code' },
    { key: 'title', header: 'What', share: 2 },
    { key: 'reason', header: 'Reason', share: 2 },
    { key: 'authority', header: 'Ordered by' },
    { key: 'found', header: 'Found here', as: 'number' },
    { key: 'tracedAt', header: 'Traced', as: 'instant' },
    { key: 'heldAt', header: 'Held', as: 'instant' },
    { key: 'finishedAt', header: 'Finished', as: 'instant' },
    { key: 'outcome', header: 'Outcome', share: 2 },
  ],
  rows: async (read, { storeId, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('r.started_at')} as "startedAt", r.kind, r.title, r.reason, nullif(r.authority, '') as authority, i.found,
        ${iso('r.traced_at')} as "tracedAt", ${iso('r.held_at')} as "heldAt", ${iso('r.finished_at')} as "finishedAt",
        r.outcome
      from recalls r
      cross join lateral (select count(*) as found from recall_items i
        where i.organization_id = r.organization_id and i.recall_id = r.id and i.store_id = ${storeId}) i
      where r.started_at < ${until} and (r.finished_at is null or r.finished_at >= ${from})
        and (i.found > 0 or r.kind = 'drill')
      order by r.started_at, r.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}

export const destructions: Section = {
  key: 'destructions',
  title: 'Goods destroyed',
  about: 'Destroyed in the period, with the witness, the camera and its time.',
  fields: [
    { key: 'at', header: 'When', as: 'instant' },
    { key: 'product', header: 'Product', share: 2 },
    { key: 'tag', header: 'Package', share: 2 },
    { key: 'quantity', header: 'Quantity', as: 'number' },
    { key: 'unit', header: 'Unit' },
    { key: 'reason', header: 'Reason', share: 2 },
    { key: 'method', header: 'How', share: 2 },
    { key: 'by', header: 'By' },
    { key: 'witness', header: 'Witness' },
    { key: 'cameras', header: 'Camera and time', share: 2 },
  ],
  rows: async (read, { storeId, timeZone, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('d.destroyed_at')} as at, p.name as product, l.package_tag as tag, trim_scale(d.quantity)::text as quantity,
        p.unit, d.reason, d.method, ${nameOf('d.destroyed_by')} as by, d.witness_name as witness,
        (select string_agg(v.camera || ', ' || to_char(v.began_at at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI') || ' to '
            || to_char(v.ended_at at time zone ${timeZone}, 'HH24:MI'), '; ' order by v.began_at, v.id)
          from video_references v where v.organization_id = d.organization_id and v.subject_type = 'movement'
            and v.subject_id = d.movement_id) as cameras
      from destructions d
      join products p on p.organization_id = d.organization_id and p.id = d.product_id
      left join lots l on l.organization_id = d.organization_id and l.id = d.lot_id
      where d.store_id = ${storeId} and d.destroyed_at >= ${from} and d.destroyed_at < ${until}
      order by d.destroyed_at, d.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}

export const trail: Section = {
  key: 'trail',
  title: 'The audit trail in figures',
  about:
    'Acts recorded in the period in the whole organisation, by what they were; the trail itself is under Settings, Audit.',
  fields: [
    { key: 'event', header: 'Act', share: 3 },
    { key: 'risk', header: 'Risk', as: 'code' },
    { key: 'count', header: 'Times', as: 'number' },
    { key: 'people', header: 'People', as: 'number' },
    { key: 'last', header: 'Last', as: 'instant' },
  ],
  rows: async (read, { from, until }, limit) => {
    const { rows } = await sql<Row>`
      select e.event_type as event, e.risk_level as risk, count(*) as count,
        count(distinct e.actor_id) filter (where e.actor_kind = 'user') as people,
        to_char(max(e.occurred_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last
      from audit_events e where e.occurred_at >= ${from} and e.occurred_at < ${until}
      group by 1, 2 order by 3 desc, 1 limit ${limit + 1}`.execute(read.db)
    return rows
  },
}
