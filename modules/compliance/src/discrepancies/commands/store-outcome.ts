import { sql, type Tx } from '@suite/db'
import { newId } from '@suite/kernel'
import { identityOf, type Finding } from '../../reconciliation/engine/finding.ts'
import { partsText } from '../../reconciliation/engine/parts.ts'
import type { FindingDeadline } from './deadlines-of.ts'
import type { Outcome } from './outcome.ts'

interface Keeping {
  readonly storeId: string
  readonly runId: string
  readonly now: Date
  readonly deadlineOf: (finding: Finding) => FindingDeadline
  readonly productName: (finding: Finding) => string
}

/** Writes what a reconciliation found: new ones, ones seen again, reopened and resolved ones, each with its event. */
export const storeOutcome = async (tx: Tx, outcome: Outcome, keeping: Keeping): Promise<void> => {
  await insertFindings(tx, outcome.opened, keeping)
  await updateSeen(tx, [...outcome.seen, ...outcome.reopened], keeping)
  await reopen(tx, outcome.reopened, keeping)
  await resolve(tx, outcome.resolved, keeping)
}

const factsOf = (finding: Finding) => ({
  quantity_off: finding.quantityOff === null ? null : partsText(finding.quantityOff),
  unit: finding.unit,
  dollars_minor: finding.dollarsMinor,
  cause: finding.cause,
  explanation: finding.explanation,
  evidence: finding.evidence,
  proposal: finding.proposal,
})

const insertFindings = async (tx: Tx, findings: readonly Finding[], keeping: Keeping): Promise<void> => {
  if (findings.length === 0) return
  const rows = findings.map((finding) => {
    const due = keeping.deadlineOf(finding)
    return {
      id: newId(),
      event_id: newId(),
      class: finding.class,
      identity: identityOf(finding),
      package_tag: finding.tag,
      subject: finding.subject,
      product_id: finding.productId,
      product_name: keeping.productName(finding),
      significant: due.significant,
      due_at: due.dueAt.toISOString(),
      due_basis: due.basis,
      due_reason: due.reason,
      ...factsOf(finding),
    }
  })
  const { organizationId, actor } = tx.context
  await sql`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, event_id uuid, class text, cause text,
        identity text, package_tag text, subject text, product_id uuid, product_name text, quantity_off numeric, unit text,
        dollars_minor bigint, explanation text, evidence jsonb, proposal jsonb, significant boolean, due_at timestamptz,
        due_basis text, due_reason text)),
    added as (
      insert into discrepancies (organization_id, id, store_id, class, cause, identity, package_tag, subject, product_id,
        product_name, quantity_off, unit, dollars_minor, explanation, evidence, proposal, state, significant, discovered_at,
        due_at, due_basis, due_reason, first_run_id, last_run_id, last_seen_at)
      select ${organizationId}::uuid, t.id, ${keeping.storeId}::uuid, t.class, t.cause, t.identity, t.package_tag, t.subject,
        t.product_id, t.product_name, t.quantity_off, t.unit, t.dollars_minor, t.explanation, t.evidence, t.proposal, 'open',
        t.significant, ${keeping.now}, t.due_at, t.due_basis, t.due_reason, ${keeping.runId}::uuid, ${keeping.runId}::uuid,
        ${keeping.now}
      from told t)
    insert into discrepancy_events (organization_id, id, discrepancy_id, at, actor_kind, actor_id, from_state, to_state, note)
    select ${organizationId}::uuid, t.event_id, t.id, ${keeping.now}, ${actor.kind}, ${actor.id}, null, 'open', t.explanation
    from told t`.execute(tx.db)
}

const updateSeen = async (tx: Tx, seen: Outcome['seen'], keeping: Keeping): Promise<void> => {
  if (seen.length === 0) return
  const rows = seen.map(({ standing, finding }) => ({ id: standing.id, ...factsOf(finding) }))
  await sql`
    update discrepancies d set quantity_off = t.quantity_off, unit = t.unit, dollars_minor = t.dollars_minor, cause = t.cause,
      explanation = t.explanation, evidence = t.evidence, proposal = t.proposal, last_run_id = ${keeping.runId}::uuid,
      last_seen_at = ${keeping.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, quantity_off numeric, unit text,
      dollars_minor bigint, cause text, explanation text, evidence jsonb, proposal jsonb)
    where d.id = t.id`.execute(tx.db)
}

const reopen = async (tx: Tx, reopened: Outcome['reopened'], keeping: Keeping): Promise<void> => {
  if (reopened.length === 0) return
  const rows = reopened.map(({ standing, note }) => ({
    id: standing.id,
    event_id: newId(),
    before: standing.state,
    note,
  }))
  await sql`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, event_id uuid, before text, note text)),
    changed as (
      update discrepancies d set state = 'reopened', closed_at = null, closed_how = null, closed_note = null,
        corrected_at = null, times_reopened = times_reopened + 1, version = version + 1
      from told t where d.id = t.id)
    insert into discrepancy_events (organization_id, id, discrepancy_id, at, actor_kind, actor_id, from_state, to_state, note)
    select ${tx.context.organizationId}::uuid, t.event_id, t.id, ${keeping.now}, ${tx.context.actor.kind},
      ${tx.context.actor.id}, t.before, 'reopened', t.note from told t`.execute(tx.db)
}

const NOTES = {
  verified: 'The sources were read after the correction and agree.',
  vanished: 'The sources agree now.',
} as const

const resolve = async (tx: Tx, resolved: Outcome['resolved'], keeping: Keeping): Promise<void> => {
  if (resolved.length === 0) return
  const rows = resolved.map(({ standing, how }) => ({
    id: standing.id,
    event_id: newId(),
    before: standing.state,
    how,
    note: NOTES[how],
  }))
  await sql`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as t (id uuid, event_id uuid, before text, how text, note text)),
    changed as (
      update discrepancies d set state = 'resolved', closed_at = ${keeping.now}, closed_how = t.how,
        closed_note = coalesce(closed_note, t.note), version = version + 1
      from told t where d.id = t.id)
    insert into discrepancy_events (organization_id, id, discrepancy_id, at, actor_kind, actor_id, from_state, to_state, note)
    select ${tx.context.organizationId}::uuid, t.event_id, t.id, ${keeping.now}, ${tx.context.actor.kind},
      ${tx.context.actor.id}, t.before, 'resolved', t.note from told t`.execute(tx.db)
}
