import type { Day } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import { addMonths } from '../deadlines/local-time.ts'
import type { AcceptedStatus } from '../state-rules/marks.ts'
import { ownRules } from '../state-rules/own-rules.ts'
import { ruleAt, toActOn } from '../state-rules/rule-at.ts'
import type { StateRule } from '../state-rules/rule.ts'
import { complianceSettings } from '../state-rules/settings.ts'

/** When something expires, how that is known, and the words that go with it. */
export interface Expiry {
  readonly expiresOn: Day | null
  readonly basis: 'unknown' | 'stated' | 'rule'
  readonly note: string
}

/**
 * When a lab certificate runs out that states no expiry: by the state's rule of the day it was issued, else unknown with
 * the reason.
 */
export const certificateExpiry = (
  facts: { readonly state: string; readonly issuedOn: Day | null },
  own: readonly StateRule[],
  accept: AcceptedStatus,
): Expiry => {
  if (facts.issuedOn === null)
    return { expiresOn: null, basis: 'unknown', note: 'Neither the day of issue nor an expiry is known.' }
  const rule = toActOn(ruleAt(facts.state, 'coa_validity', facts.issuedOn, own), accept)
  if (!rule.known) return { expiresOn: null, basis: 'unknown', note: rule.reason }
  const { months } = rule.value
  return {
    expiresOn: addMonths(facts.issuedOn, months),
    basis: 'rule',
    note: `${months} months from issue. ${rule.standing}`,
  }
}

/**
 * Brings active certificates without a stated expiry to the rules as they are now, of some states or all; how many
 * changed.
 */
export const recomputeCertificates = async (tx: Tx, states?: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ state: string; issuedOn: Day }>`
    select distinct state, issued_on as "issuedOn" from credentials
    where kind = 'coa' and status = 'active' and expiry_basis <> 'stated' and issued_on is not null
      and ${states === undefined ? sql`true` : sql`state = any (${states})`}`.execute(tx.db)
  if (rows.length === 0) return 0
  const { accept } = await complianceSettings(tx)
  const own = await ownRules(tx)
  const expiries = rows.map((row) => ({ ...row, ...certificateExpiry(row, own, accept) }))
  const { numAffectedRows } = await sql`
    update credentials c set expires_on = e.expires_on, expiry_basis = e.basis, expiry_note = e.note, version = c.version + 1
    from unnest(${expiries.map((e) => e.state)}::text[], ${expiries.map((e) => e.issuedOn)}::date[],
      ${expiries.map((e) => e.expiresOn)}::date[], ${expiries.map((e) => e.basis)}::text[], ${expiries.map((e) => e.note)}::text[])
      as e (state, issued_on, expires_on, basis, note)
    where c.kind = 'coa' and c.status = 'active' and c.expiry_basis <> 'stated' and c.state = e.state
      and c.issued_on = e.issued_on and (c.expires_on, c.expiry_note) is distinct from (e.expires_on, e.note)`.execute(
    tx.db,
  )
  return Number(numAffectedRows ?? 0n)
}
