import { sql } from '@suite/db'
import { iso, nameOf } from './people-sections.ts'
import type { Row, Section } from './section.ts'

/** The earlier of two ISO instants, as text; null where one of both was not read at all. */
const readUntil = (one: string, other: string) =>
  sql.raw(`case when ${one} is not null and ${other} is not null then least(${one}, ${other}) end`)

export const reconciliations: Section = {
  key: 'reconciliations',
  title: 'Reconciliations of shelf, till and state',
  about:
    'Comparisons that were signed off, and the last of every day. Till and state: until when each had been read. Not judged: packages that a source was not read far enough for.',
  fields: [
    { key: 'finishedAt', header: 'Finished', as: 'instant' },
    { key: 'packages', header: 'Packages', as: 'number' },
    { key: 'late', header: 'Not judged', as: 'number' },
    { key: 'standing', header: 'Open', as: 'number' },
    { key: 'opened', header: 'New', as: 'number' },
    { key: 'resolved', header: 'Resolved', as: 'number' },
    { key: 'standingMinor', header: 'Worth', as: 'minor' },
    { key: 'tillReadUntil', header: 'Till', as: 'instant' },
    { key: 'stateReadUntil', header: 'State', as: 'instant' },
    { key: 'coverage', header: 'How far each source was read', share: 0 },
    { key: 'signedBy', header: 'Signed by' },
    { key: 'signedAt', header: 'Signed', as: 'instant' },
    { key: 'note', header: 'Note', share: 2 },
  ],
  rows: async (read, { storeId, timeZone, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('r.finished_at')} as "finishedAt", r.packages, r.late, r.standing, r.opened, r.resolved,
        r.standing_minor as "standingMinor", r.signed_off_name as "signedBy", ${iso('r.signed_off_at')} as "signedAt",
        r.sign_off_note as note, r.coverage::text as coverage,
        ${readUntil(`r.coverage -> 'sales' ->> 'until'`, `r.coverage ->> 'tillStockAt'`)} as "tillReadUntil",
        ${readUntil(`r.coverage -> 'stateReceipts' ->> 'until'`, `r.coverage ->> 'statePackagesAt'`)} as "stateReadUntil"
      from (
        select *, row_number() over (partition by (finished_at at time zone ${timeZone})::date order by finished_at desc) as back
        from reconciliation_runs
        where store_id = ${storeId} and status = 'done' and requested_at >= ${from}::timestamptz - interval '1 day'
          and finished_at >= ${from} and finished_at < ${until}
      ) r
      where r.back = 1 or r.signed_off_at is not null
      order by r.finished_at, r.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}

export const discrepancies: Section = {
  key: 'discrepancies',
  title: 'Discrepancies and what became of them',
  about:
    'Those that were open at any time in the period, as they stood when this was prepared. Due by none: no rule was certain enough, and it was treated as due on the day it was found. How verified: a later reading of the sources no longer showed it.',
  fields: [
    { key: 'discoveredAt', header: 'Found', as: 'instant' },
    { key: 'class', header: 'Class', as: 'code' },
    { key: 'tag', header: 'Package', share: 2 },
    { key: 'product', header: 'Product', share: 2 },
    { key: 'explanation', header: 'What', share: 3 },
    { key: 'dollarsMinor', header: 'Worth', as: 'minor' },
    { key: 'dueAt', header: 'Due', as: 'instant' },
    { key: 'dueBasis', header: 'Due by', as: 'code', share: 0.8 },
    { key: 'dueReason', header: 'By rule', share: 0 },
    { key: 'state', header: 'State', as: 'code' },
    { key: 'correction', header: 'Correction', share: 2 },
    { key: 'correctedAt', header: 'Corrected', as: 'instant' },
    { key: 'closedAt', header: 'Closed', as: 'instant' },
    { key: 'closedHow', header: 'How', as: 'code' },
    { key: 'note', header: 'Note', share: 2 },
    { key: 'proposed', header: 'Proposed', as: 'code', share: 0 },
    { key: 'timesReopened', header: 'Reopened', as: 'number', share: 0 },
    { key: 'evidence', header: 'Evidence', share: 0 },
  ],
  rows: async (read, { storeId, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('d.discovered_at')} as "discoveredAt", d.class, d.package_tag as tag, d.product_name as product,
        d.explanation, d.dollars_minor as "dollarsMinor", ${iso('d.due_at')} as "dueAt", d.due_basis as "dueBasis",
        d.due_reason as "dueReason",
        d.state, ${iso('d.closed_at')} as "closedAt", d.closed_how as "closedHow", d.closed_note as note,
        coalesce((select string_agg(replace(c.kind, '_', ' ') || ': ' || c.state, '; ' order by c.confirmed_at, c.id)
          from corrections c where c.organization_id = d.organization_id and c.discrepancy_id = d.id),
          case when d.corrected_at is not null then 'by hand' end) as correction,
        ${iso('d.corrected_at')} as "correctedAt", d.proposal ->> 'kind' as proposed,
        d.times_reopened as "timesReopened", d.evidence::text as evidence
      from discrepancies d
      where d.store_id = ${storeId} and d.discovered_at < ${until} and (d.closed_at is null or d.closed_at >= ${from})
      order by d.discovered_at, d.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}

export const corrections: Section = {
  key: 'corrections',
  title: 'Corrections written to the state',
  about: 'Confirmed in the period.',
  fields: [
    { key: 'confirmedAt', header: 'Confirmed', as: 'instant' },
    { key: 'confirmedBy', header: 'By' },
    { key: 'kind', header: 'What', as: 'code' },
    { key: 'tag', header: 'Package', share: 2 },
    { key: 'quantity', header: 'Change', as: 'number' },
    { key: 'unit', header: 'Unit' },
    { key: 'reason', header: 'Reason', share: 2 },
    { key: 'note', header: 'Note', share: 2 },
    { key: 'state', header: 'Outcome', as: 'code' },
    { key: 'message', header: 'Answer of the state', share: 2 },
  ],
  rows: async (read, { storeId, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('c.confirmed_at')} as "confirmedAt", ${nameOf('c.confirmed_by')} as "confirmedBy", c.kind,
        c.package_tag as tag, trim_scale(c.quantity)::text as quantity, c.unit, c.reason_code as reason, c.note, c.state,
        c.message
      from corrections c
      where c.store_id = ${storeId} and c.discrepancy_id is not null
        and c.confirmed_at >= ${from} and c.confirmed_at < ${until}
      order by c.confirmed_at, c.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}

export const deliveries: Section = {
  key: 'deliveries',
  title: 'Deliveries',
  about: 'Packages of manifests expected or received in the period, with what was counted at the door.',
  fields: [
    { key: 'manifest', header: 'Manifest' },
    { key: 'shipper', header: 'From', share: 2 },
    { key: 'receivedAt', header: 'Received', as: 'instant' },
    { key: 'tag', header: 'Package', share: 2 },
    { key: 'item', header: 'Item', share: 2 },
    { key: 'shipped', header: 'Shipped', as: 'number' },
    { key: 'atState', header: 'At the state', as: 'number' },
    { key: 'counted', header: 'Counted', as: 'number' },
    { key: 'unit', header: 'Unit' },
    { key: 'countedBy', header: 'By' },
    { key: 'certificate', header: 'Certificate' },
  ],
  rows: async (read, { storeId, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select t.manifest, t.shipper_name as shipper, ${iso('t.received_at')} as "receivedAt", p.tag, p."itemName" as item,
        p."shippedQuantity" as shipped, p."receivedQuantity" as "atState", trim_scale(c.counted)::text as counted, p.unit,
        ${nameOf('c.counted_by')} as "countedBy", nullif(c.certificate, '') as certificate
      from mirror_transfers t
      cross join lateral jsonb_to_recordset(t.packages)
        as p (tag text, "itemName" text, "shippedQuantity" text, "receivedQuantity" text, unit text)
      left join transfer_counts c on c.connection_id = t.connection_id and c.external_id = t.external_id and c.tag = p.tag
      where t.store_id = ${storeId} and coalesce(t.received_at, t.expected_at) >= ${from}
        and coalesce(t.received_at, t.expected_at) < ${until}
      order by coalesce(t.received_at, t.expected_at), t.external_id, p.tag limit ${limit + 1}`.execute(
      read.db,
    )
    return rows
  },
}

export const outages: Section = {
  key: 'outages',
  title: 'Outages of connected systems',
  about: 'When a till or the state’s system could not be reached, and what waited meanwhile.',
  fields: [
    { key: 'beganAt', header: 'From', as: 'instant' },
    { key: 'endedAt', header: 'To', as: 'instant' },
    { key: 'connection', header: 'System', share: 2 },
    { key: 'cause', header: 'Cause', share: 4 },
    { key: 'waiting', header: 'Writes that waited', as: 'number' },
  ],
  rows: async (read, { storeId, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('o.began_at')} as "beganAt", ${iso('o.ended_at')} as "endedAt", c.name as connection, o.cause,
        o.writes_waiting as waiting
      from outages o join connections c on c.organization_id = o.organization_id and c.id = o.connection_id
      where c.store_id = ${storeId} and o.began_at < ${until} and (o.ended_at is null or o.ended_at >= ${from})
      order by o.began_at, o.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}
