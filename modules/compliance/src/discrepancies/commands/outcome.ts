import type { World } from '../../reconciliation/engine/facts.ts'
import { identityOf, type Finding } from '../../reconciliation/engine/finding.ts'
import { partsText } from '../../reconciliation/engine/parts.ts'
import type { Reconciled } from '../../reconciliation/engine/reconcile-packages.ts'
import { canBeJudged, isReadSince, isWithheld, type Standing } from './standing.ts'

/** What a reconciliation means for the discrepancies of a store. */
export interface Outcome {
  readonly opened: readonly Finding[]
  /** Found again, with what stands of it. */
  readonly seen: readonly { readonly standing: Standing; readonly finding: Finding }[]
  readonly reopened: readonly {
    readonly standing: Standing
    readonly finding: Finding
    readonly note: string
  }[]
  readonly resolved: readonly { readonly standing: Standing; readonly how: 'verified' | 'vanished' }[]
}

/**
 * Compares what was found with what stands. Pure. A correction is verified only by sources read after it, and reopened
 * only when they still show the difference; what was dismissed stays dismissed while it is the same.
 */
export const outcomeOf = (
  { findings, late }: Reconciled,
  standing: readonly Standing[],
  world: Pick<World, 'coverage' | 'lags'>,
): Outcome => {
  const known = new Map(standing.map((one) => [one.identity, one]))
  const found = new Map(findings.map((finding) => [identityOf(finding), finding]))
  const outcome = {
    opened: [] as Finding[],
    seen: [] as Outcome['seen'][number][],
    reopened: [] as Outcome['reopened'][number][],
    resolved: [] as Outcome['resolved'][number][],
  }
  for (const [identity, finding] of found) {
    const one = known.get(identity)
    if (one === undefined) outcome.opened.push(finding)
    else {
      const note = reopening(one, finding, world)
      if (note === null) outcome.seen.push({ standing: one, finding })
      else outcome.reopened.push({ standing: one, finding, note })
    }
  }
  const { coverage } = world
  for (const one of standing) {
    if (found.has(one.identity) || isWithheld(one, late) || !canBeJudged(one, coverage)) continue
    const corrected = one.state === 'awaiting_verification'
    if (corrected && one.correctedAt !== null && !isReadSince(coverage, one.correctedAt, 0)) continue
    outcome.resolved.push({ standing: one, how: corrected ? 'verified' : 'vanished' })
  }
  return outcome
}

const reopening = (
  one: Standing,
  finding: Finding,
  { coverage, lags }: Pick<World, 'coverage' | 'lags'>,
): string | null => {
  if (one.state === 'dismissed') {
    const off = finding.quantityOff === null ? null : partsText(finding.quantityOff)
    return off === one.quantityOff
      ? null
      : `The difference is now ${off ?? 'unknown'}, no longer ${one.quantityOff ?? 'unknown'}.`
  }
  if (one.state !== 'awaiting_verification' || one.correctedAt === null) return null
  return isReadSince(coverage, one.correctedAt, lags.mirror)
    ? 'The sources were read after the correction and still show it.'
    : null
}
