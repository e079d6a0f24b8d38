import {
  ADJUSTMENT_TYPES,
  BioTrackError,
  postSalesSafely,
  unitCode,
  type SaleToReport,
} from '@suite/biotrack'
import type { Correction, WriteOutcome } from '@suite/compliance'
import { Decimal, isAppError } from '@suite/kernel'
import { OutboundError, VendorShapeError } from '@suite/outbound'
import type { Register } from './register.ts'

/** What BioTrack takes by its interfaces. Changing what a sale sold is not among it: void it and report it anew. */
export const BIOTRACK_CORRECTIONS = ['report_sale', 'void_report', 'adjust_state', 'move_state'] as const

/** Reasons of an adjustment, in BioTrack's words. */
export const BIOTRACK_REASONS: readonly string[] = ADJUSTMENT_TYPES.map(({ name }) => name)

/**
 * Writes one correction to BioTrack. What an earlier attempt may have done is looked at first: a sale by its nonce or its
 * lines, an adjustment by the quantity before it; voiding and moving may be repeated.
 */
export const correctBioTrack = async (
  register: Register,
  correction: Correction,
  noteBefore: (quantity: string) => Promise<void>,
): Promise<WriteOutcome> => {
  try {
    switch (correction.kind) {
      case 'report_sale':
        return await reportSale(register, correction)
      case 'void_report':
        return await strikeOut(register, correction)
      case 'adjust_state':
        return await adjust(register, correction, noteBefore)
      case 'move_state':
        await register.move(correction.id, correction.packageTag, correction.reference ?? '')
        return done(`${correction.packageTag} is moved to ${correction.reference}.`)
      case 'correct_report':
        return {
          outcome: 'refused',
          message: 'BioTrack has no way to change what a reported sale sold.',
          advice: 'Void the sale, then report it anew.',
        }
    }
  } catch (error) {
    return failed(error)
  }
}

const done = (message: string, stateId: string | null = null): WriteOutcome => ({
  outcome: 'done',
  stateId,
  message,
})

/** How far the till's clock may be ahead: a sale may be recorded a little before it was made. */
const LEEWAY_MS = 3_600_000

const reportSale = async (register: Register, correction: Correction): Promise<WriteOutcome> => {
  const { sale } = correction
  const told: SaleToReport = {
    externalNumber: sale?.number ?? '',
    soldAt: new Date(sale?.soldAt ?? Number.NaN),
    lines: sale?.lines ?? [],
  }
  const port = await register.salePort(new Date(told.soldAt.getTime() - LEEWAY_MS), correction.taken)
  // only a sale of ours carries a nonce we know: one that was never sent cannot be told from an equal one of the till
  const wasSent = correction.sentBefore ?? correction.mayHaveHappened
  const mayBeThere = wasSent ? { mayBeThere: new Set([0]) } : {}
  // the queue of corrections comes again by itself: no long waiting for an answer here
  const [outcome] = await postSalesSafely(port, [told], { ...mayBeThere, lookUpWaits: [0], resends: 0 })
  if (outcome === undefined) return failed(undefined)
  const number = outcome.externalNumber
  switch (outcome.outcome) {
    case 'posted':
      return done(`Sale ${number} is reported.`, outcome.stateId)
    case 'found':
      return done(`Sale ${number} was there already.`, outcome.stateId)
    case 'clash':
      return {
        outcome: 'refused',
        message: `BioTrack holds another sale for number ${number} (${outcome.differs.join(', ')} differ).`,
        advice: 'Look at both sales, and report this one at the till under another number.',
      }
    case 'refused':
    case 'unknown':
    case 'not_sent':
      return outcome.outcome === 'unknown' ? UNKNOWN : failed(outcome.error)
  }
}

const strikeOut = async (register: Register, { id, reference }: Correction): Promise<WriteOutcome> => {
  const stateId = reference ?? ''
  if (await register.isVoid(stateId)) return done(`Sale ${stateId} was void already.`, stateId)
  await register.void(id, stateId)
  return done(`Sale ${stateId} is void.`, stateId)
}

const adjust = async (
  register: Register,
  correction: Correction,
  noteBefore: (quantity: string) => Promise<void>,
): Promise<WriteOutcome> => {
  const tag = correction.packageTag
  const held = await register.held(tag)
  if (correction.unit !== null && unitCode(correction.unit) !== held.unit)
    return {
      outcome: 'refused',
      message: `BioTrack keeps ${tag} in ${held.unit}, the correction is in ${correction.unit}.`,
      advice: 'Correct the unit of the inventory type in the connection’s settings, then compare again.',
    }
  const type = ADJUSTMENT_TYPES.find(({ name }) => name === correction.reasonCode)
  if (type === undefined)
    return {
      outcome: 'refused',
      message: `BioTrack has no reason "${correction.reasonCode ?? ''}".`,
      advice: `Choose one of ${BIOTRACK_REASONS.join(', ')}.`,
    }
  const change = new Decimal(correction.quantity ?? '0')
  const now = new Decimal(held.quantity)
  if (correction.mayHaveHappened && correction.before !== null) {
    if (now.equals(change.plus(correction.before))) return done(`${tag} was adjusted already.`)
    if (!now.equals(correction.before))
      return {
        outcome: 'refused',
        message: `${tag} held ${correction.before} before the correction and holds ${held.quantity} now: it cannot be told whether the correction took effect.`,
        advice: 'Compare again and look at the package’s history before correcting anything.',
      }
  }
  await noteBefore(held.quantity)
  // BioTrack takes the new amount in all: sent twice it would still be the same
  const to = now.plus(change).toFixed()
  const reason = correction.note.trim() === '' ? type.name : correction.note
  await register.adjust(correction.id, { tag, to, unit: held.unit, type: type.code, reason })
  return done(`${tag} is adjusted by ${change.toFixed()} to ${to} ${held.unit}.`)
}

const UNKNOWN: WriteOutcome = {
  outcome: 'unknown',
  message: 'BioTrack’s answer was lost. It is looked up before anything is sent again.',
}

const failed = (error: unknown): WriteOutcome => {
  if (error instanceof OutboundError)
    return error.outcome === 'unknown'
      ? UNKNOWN
      : {
          outcome: 'not_sent',
          message: error.message,
          advice: 'It is sent as soon as BioTrack can be reached.',
        }
  // carried out, but what came back cannot be read
  if (error instanceof VendorShapeError) return UNKNOWN
  if (error instanceof BioTrackError) {
    // a server in trouble may have acted before it failed
    if (error.reason === 'server') return UNKNOWN
    const advice = error.advice.join(' ')
    return { outcome: error.retryable ? 'not_sent' : 'refused', message: error.message, advice }
  }
  if (isAppError(error))
    return { outcome: 'refused', message: error.message, advice: 'Put it right by hand.' }
  throw error
}
