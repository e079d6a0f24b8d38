import type { Amount, Basis, Bucket, Count, Form, LimitWindow, PurchaseLimit, Unit } from './values'

export const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  mg: 'mg',
  g: 'g',
  kg: 'kg',
  oz: 'oz',
  lb: 'lb',
  ml: 'ml',
  l: 'l',
  fl_oz: 'fl oz',
  each: 'pieces',
}
export const FORM_NAMES: Readonly<Record<Form, string>> = {
  flower: 'Flower',
  concentrate: 'Concentrate',
  vape: 'Vape oil',
  solid_edible: 'Solid edible',
  liquid_edible: 'Liquid edible',
  gaseous: 'Inhaled gas',
  topical: 'Topical',
  transdermal: 'Transdermal',
  plant: 'Immature plant',
  accessory: 'Accessory',
}
export const BASIS_NAMES: Readonly<Record<Basis, string>> = {
  net_weight: 'net weight',
  concentrate_weight: 'concentrate inside',
  thc: 'THC',
  net_volume: 'volume',
  count: 'pieces',
}
export const SCOPES = {
  store: 'what this store sold',
  organization: 'what all your stores sold',
  state: 'what the whole state sold',
} as const

/** 28.5 g, 36 fl oz, 6 pieces. */
export const amountWords = ({ amount, unit }: Amount): string => `${amount} ${UNIT_NAMES[unit]}`

export const windowWords = (window: LimitWindow): string => {
  switch (window.kind) {
    case 'transaction':
      return window.splits === 'day' ? 'per transaction, split tickets of a day together' : 'per transaction'
    case 'rolling_days':
      return `in ${window.days} days`
    case 'day':
      return 'per day'
    case 'month':
      return 'per month'
  }
}

export const formNames = (forms: readonly Form[]): string =>
  forms.map((form, at) => (at === 0 ? FORM_NAMES[form] : FORM_NAMES[form].toLowerCase())).join(', ')

/** How a form counts: by net weight; 8 g net weight = 1 oz. */
export const countWords = ({ basis, every, equals }: Count): string =>
  every === undefined || equals === undefined
    ? `by ${BASIS_NAMES[basis]}`
    : `${amountWords(every)}${basis === 'count' ? '' : ` ${BASIS_NAMES[basis]}`} = ${amountWords(equals)}`

const bucketWords = (bucket: Bucket): string => {
  const words = `${bucket.label}: ${amountWords(bucket.cap)} ${windowWords(bucket.window)}`
  if (bucket.mark !== undefined && bucket.mark.status !== 'verified')
    return `${words} (${bucket.mark.status})`
  const statuses = new Set(bucket.counts.map(({ mark }) => mark?.status))
  const weakest = (['unverified', 'reported'] as const).find((status) => statuses.has(status))
  return weakest === undefined ? words : `${words} (some equivalents ${weakest})`
}

/** A purchase limit in one line; parts that are less certain than the rule say so. */
export const limitWords = ({ buckets }: PurchaseLimit): string => buckets.map(bucketWords).join(' · ')

/** What holds besides the caps, a sentence each. */
export const limitRemarks = (limit: PurchaseLimit): string[] => [
  ...(limit.scope === undefined ? [] : [`Counts ${SCOPES[limit.scope]}.`]),
  ...(limit.combinesWithOtherKinds === false
    ? ['Adult and medical purchases of a day may not be combined.']
    : []),
  ...(limit.combinesWithOtherKinds === true ? ['Adult and medical limits add up.'] : []),
  ...(limit.stateCheckFirst === true ? ["The state's system must be asked before the sale."] : []),
  ...(limit.documentMayRaise === true ? ["A doctor's note may set another amount."] : []),
  ...(limit.ounceGrams === undefined ? [] : [`The state takes ${limit.ounceGrams} g for an ounce.`]),
]
