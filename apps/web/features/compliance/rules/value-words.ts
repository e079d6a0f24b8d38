import { limitWords } from './limit-words'
import { isOf, shapeOf, type RuleValues, type Shape, type Topic } from './values'

/** Names of the codes that values hold, as options and in sentences. */
export const EXPIRY_MEANINGS = {
  sale_barred: 'Sale barred',
  notice_needed: 'The customer must be told',
  quality_only: 'Quality only',
  label_only: 'On the label; what a sale means is not known',
} as const
export const CHECKS = {
  not_on_hold: 'Not on hold',
  not_recalled: 'Not recalled',
  not_expired: 'Not expired',
  id_checked: 'Identity checked',
  within_limit: 'Within the purchase limit',
  tested: 'Tested',
  labelled: 'Labelled',
  card_valid: 'Card valid',
  state_system_asked: 'State system asked',
} as const
export const RETURN_REASONS = {
  adverse_reaction: 'Adverse reaction',
  defect: 'Defect',
  recall: 'Recall',
  any: 'Any reason',
} as const
export const SYSTEMS = { metrc: 'Metrc', biotrack: 'BioTrack', ccrs: 'CCRS' } as const
export const TIMINGS = {
  real_time: 'In real time',
  every_transaction: 'Every transaction',
  unknown: 'Not known',
} as const
export const BATCHES = { barred: 'Barred', allowed: 'Allowed', unknown: 'Not known' } as const
export const PLACES = { entry: 'At the entry', till: 'At the till' } as const
export const SHARES = { average_monthly_sales: 'Average monthly sales', stock: 'Stock' } as const
export const COVERS = { all: 'All goods', edibles: 'Edibles only' } as const

const some = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
const named = (names: Readonly<Record<string, string>>, codes: readonly string[]): string =>
  codes.map((code, at) => (at === 0 ? (names[code] ?? code) : lowered(names[code] ?? code))).join(', ')
const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const joined = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== false && part !== undefined && part !== '').join('; ')

const momentWords = (at: string): string =>
  at === 'same_time' ? 'by the same time of day' : at === 'end_of_day' ? 'by the end of the day' : `by ${at}`

const withinWords = (within: RuleValues['deadline']['within']): string => {
  if (within.kind === 'hours') return `Within ${some(within.hours, 'hour')}`
  const days = some(within.days, within.kind === 'business_days' ? 'business day' : 'day')
  return within.days === 0
    ? `The same day, ${momentWords(within.at)}`
    : `Within ${days}, ${momentWords(within.at)}`
}

const everyWords = ({ count, unit }: RuleValues['schedule']['every']): string =>
  count === 1 ? `Every ${unit}` : `Every ${count} ${unit}s`

const WORDS: { readonly [S in Shape]: (value: RuleValues[S]) => string } = {
  limit: limitWords,
  deadline: ({ within, tell = [] }) =>
    joined(withinWords(within), tell.length > 0 && `tell ${tell.join(', ')}`),
  schedule: ({ every, by, what }) =>
    joined(`${everyWords(every)}${by === undefined ? '' : `, by ${by}`}`, what && lowered(what)),
  'inventory.counting': ({ people, oneIsManager }) =>
    `${people === 1 ? '1 person' : `${people} people`}${oneIsManager ? ', one of them a manager' : ''}`,
  'inventory.significant_discrepancy': ({ percent, of }) =>
    `More than ${percent} % of ${lowered(SHARES[of])}`,
  'track_and_trace.recording': ({ timing, batchReporting }) =>
    joined(
      timing === 'unknown' ? 'When is not known' : TIMINGS[timing],
      `batch reporting ${lowered(BATCHES[batchReporting])}`,
    ),
  'track_and_trace.system': ({ system }) => SYSTEMS[system],
  retention: ({ years, previousCalendarYears, onPremisesMonths, what }) =>
    joined(
      years !== null && some(years, 'year'),
      previousCalendarYears !== undefined &&
        `${years === null ? 'The' : 'the'} present and ${some(previousCalendarYears, 'previous calendar year')}`,
      onPremisesMonths !== undefined && `${some(onPremisesMonths, 'month')} on the premises`,
      lowered(what),
    ),
  expiry: ({ meaning, covers, defaultMonths, mustDestroy }) =>
    joined(
      EXPIRY_MEANINGS[meaning],
      lowered(COVERS[covers]),
      defaultMonths !== undefined && `by default ${some(defaultMonths, 'month')}`,
      mustDestroy === true && 'must be destroyed',
    ),
  coa_validity: ({ months }) => `${some(months, 'month')} from issue`,
  presale_checks: ({ checks }) => named(CHECKS, checks),
  returns: ({ allowedFor, resale }) =>
    joined(`For ${lowered(named(RETURN_REASONS, allowedFor))}`, resale === 'barred' && 'resale barred'),
  destruction: ({ steps }) => steps.map((step, at) => `${at + 1}. ${step}`).join(' '),
  id_check: ({ at, log, copy }) =>
    joined(
      at.length === 0 ? 'Where is not said' : named(PLACES, at),
      log && 'log that it was checked',
      copy === 'barred' && 'no copy may be kept',
    ),
  minimum_age: ({ adult, patient }) =>
    joined(adult !== undefined && `Adults ${adult}`, patient !== undefined && `patients ${patient}`),
  product_caps: ({ concentratePackageGrams, servingThcMg, packageThcMg, flowerThcPercent }) =>
    joined(
      packageThcMg !== undefined && `${packageThcMg} mg THC in a package`,
      servingThcMg !== undefined && `${servingThcMg} mg THC in a serving`,
      concentratePackageGrams !== undefined && `${concentratePackageGrams} g concentrate in a package`,
      flowerThcPercent !== undefined && `flower up to ${flowerThcPercent} % THC`,
    ),
}

/** A rule's value in one line; null where nothing is known. What does not fit its topic is said to be unreadable, not hidden. */
export const wordsOf = (topic: Topic, value: unknown): string | null => {
  if (value === null || value === undefined) return null
  const shape = shapeOf(topic)
  if (!isOf(shape, value)) return 'A value that this screen cannot read'
  return (WORDS[shape] as (value: unknown) => string)(value) || 'Nothing is said'
}
