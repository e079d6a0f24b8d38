import {
  BATCHES,
  CHECKS,
  COVERS,
  EXPIRY_MEANINGS,
  PLACES,
  RETURN_REASONS,
  SHARES,
  SYSTEMS,
  TIMINGS,
} from './value-words'
import type { Shape } from './values'

/** What is typed for a value: text, a switch or the chosen codes, by the dotted path of the field. */
export type Draft = Readonly<Record<string, string | boolean | readonly string[]>>

interface Common {
  /** Where the field lies in the value, such as `within.hours`; errors of the API name it so. */
  readonly path: string
  readonly label: string
  readonly hint?: string
  /** Left out of the value when empty; `null`: stands there as null. */
  readonly empty?: 'left_out' | 'null'
  readonly when?: (draft: Draft) => boolean
}
type Options = Readonly<Record<string, string>>
export type FieldSpec = Common &
  (
    | { readonly kind: 'whole'; readonly min: number; readonly max: number; readonly initial?: string }
    | { readonly kind: 'text' | 'decimal' | 'time' | 'moment' | 'lines' | 'list' | 'flag' }
    | { readonly kind: 'choice' | 'many'; readonly options: Options }
  )

const isHours = (draft: Draft): boolean => draft['within.kind'] === 'hours'
const UNKNOWN_OR_BARRED = { unknown: 'Not known', barred: 'Barred' } as const

/** The fields of each shape of value. Purchase limits have a form of their own. */
export const FIELDS: Readonly<Record<Exclude<Shape, 'limit'>, readonly FieldSpec[]>> = {
  deadline: [
    {
      path: 'within.kind',
      label: 'Counted in',
      kind: 'choice',
      options: { hours: 'Hours', calendar_days: 'Calendar days', business_days: 'Business days' },
    },
    { path: 'within.hours', label: 'Hours', kind: 'whole', min: 1, max: 8784, initial: '24', when: isHours },
    {
      path: 'within.days',
      label: 'Days',
      kind: 'whole',
      min: 0,
      max: 730,
      initial: '1',
      when: (draft) => !isHours(draft),
    },
    { path: 'within.at', label: 'On the last day', kind: 'moment', when: (draft) => !isHours(draft) },
    {
      path: 'tell',
      label: 'Who must be told',
      hint: 'Separated by commas; empty: nobody named',
      kind: 'list',
      empty: 'left_out',
    },
    { path: 'how', label: 'How', kind: 'text', empty: 'left_out' },
  ],
  schedule: [
    { path: 'every.count', label: 'Every', kind: 'whole', min: 1, max: 366, initial: '1' },
    {
      path: 'every.unit',
      label: 'Unit',
      kind: 'choice',
      options: { day: 'Days', week: 'Weeks', month: 'Months', year: 'Years' },
    },
    {
      path: 'by',
      label: 'By, on the last day',
      hint: 'Empty: the end of the day',
      kind: 'time',
      empty: 'left_out',
    },
    { path: 'what', label: 'What', kind: 'text', empty: 'left_out' },
  ],
  'inventory.counting': [
    { path: 'people', label: 'People', kind: 'whole', min: 1, max: 5, initial: '2' },
    { path: 'oneIsManager', label: 'One of them is a manager', kind: 'flag' },
  ],
  'inventory.significant_discrepancy': [
    { path: 'percent', label: 'More than, %', kind: 'decimal' },
    { path: 'of', label: 'Of', kind: 'choice', options: SHARES },
  ],
  'track_and_trace.recording': [
    { path: 'timing', label: 'When', kind: 'choice', options: TIMINGS },
    { path: 'batchReporting', label: 'Batch reporting', kind: 'choice', options: BATCHES },
  ],
  'track_and_trace.system': [{ path: 'system', label: 'System', kind: 'choice', options: SYSTEMS }],
  retention: [
    {
      path: 'years',
      label: 'Years',
      hint: 'Empty: not counted in years',
      kind: 'whole',
      min: 1,
      max: 50,
      empty: 'null',
    },
    {
      path: 'previousCalendarYears',
      label: 'Previous calendar years',
      hint: 'Besides the present one',
      kind: 'whole',
      min: 0,
      max: 50,
      empty: 'left_out',
    },
    {
      path: 'onPremisesMonths',
      label: 'Months on the premises',
      kind: 'whole',
      min: 1,
      max: 600,
      empty: 'left_out',
    },
    { path: 'what', label: 'Which records', kind: 'text' },
  ],
  expiry: [
    { path: 'meaning', label: 'A sale after it', kind: 'choice', options: EXPIRY_MEANINGS },
    { path: 'covers', label: 'Covers', kind: 'choice', options: COVERS },
    {
      path: 'defaultMonths',
      label: 'Months, where none is stated',
      kind: 'whole',
      min: 1,
      max: 120,
      empty: 'left_out',
    },
    { path: 'mustDestroy', label: 'Expired goods must be destroyed', kind: 'flag', empty: 'left_out' },
  ],
  coa_validity: [
    { path: 'months', label: 'Months from issue', kind: 'whole', min: 1, max: 120, initial: '12' },
  ],
  presale_checks: [{ path: 'checks', label: 'What must hold before a sale', kind: 'many', options: CHECKS }],
  returns: [
    { path: 'allowedFor', label: 'Allowed for', kind: 'many', options: RETURN_REASONS },
    { path: 'resale', label: 'Resale', kind: 'choice', options: UNKNOWN_OR_BARRED },
  ],
  destruction: [{ path: 'steps', label: 'Steps', hint: 'One a line', kind: 'lines' }],
  id_check: [
    { path: 'at', label: 'Where', kind: 'many', options: PLACES },
    { path: 'log', label: 'That it was checked is logged', kind: 'flag' },
    { path: 'copy', label: 'Keeping a copy', kind: 'choice', options: UNKNOWN_OR_BARRED },
  ],
  minimum_age: [
    { path: 'adult', label: 'Adults', kind: 'whole', min: 18, max: 25, empty: 'left_out' },
    { path: 'patient', label: 'Patients', kind: 'whole', min: 0, max: 25, empty: 'left_out' },
  ],
  product_caps: [
    { path: 'packageThcMg', label: 'THC in a package, mg', kind: 'decimal', empty: 'left_out' },
    { path: 'servingThcMg', label: 'THC in a serving, mg', kind: 'decimal', empty: 'left_out' },
    {
      path: 'concentratePackageGrams',
      label: 'Concentrate in a package, g',
      kind: 'decimal',
      empty: 'left_out',
    },
    { path: 'flowerThcPercent', label: 'THC of flower, %', kind: 'decimal', empty: 'left_out' },
  ],
}

/** What the form shows first: the value as it is, or what a new one begins with. */
export const draftOf = (fields: readonly FieldSpec[], value: unknown): Draft =>
  Object.fromEntries(fields.map((field) => [field.path, shownAs(field, at(value, field.path))]))

const shownAs = (field: FieldSpec, found: unknown): string | boolean | readonly string[] => {
  const list = Array.isArray(found) ? found.map(String) : []
  switch (field.kind) {
    case 'flag':
      return found === true
    case 'many':
      return list
    case 'lines':
      return list.join('\n')
    case 'list':
      return list.join(', ')
    case 'choice':
      return typeof found === 'string' ? found : (Object.keys(field.options)[0] ?? '')
    case 'moment':
      return typeof found === 'string' ? found : 'same_time'
    case 'whole':
      return typeof found === 'number' ? String(found) : (field.initial ?? '')
    default:
      return typeof found === 'string' ? found : ''
  }
}

/** The value that was typed, in the shape the API wants; fields that do not apply are left out. */
export const valueOf = (fields: readonly FieldSpec[], draft: Draft): Record<string, unknown> => {
  const value: Record<string, unknown> = {}
  for (const field of fields) {
    if (field.when?.(draft) === false) continue
    const typed = typedIn(field, draft[field.path])
    if (typed === undefined || typed === false) {
      if (field.empty === 'left_out') continue
      put(value, field.path, typed ?? null)
    } else put(value, field.path, typed)
  }
  return value
}

/** What stands in a field; undefined when it is empty. */
const typedIn = (field: FieldSpec, entry: Draft[string] | undefined): unknown => {
  if (typeof entry === 'boolean') return entry
  if (typeof entry !== 'string') return entry ?? []
  const text = entry.trim()
  if (field.kind === 'lines' || field.kind === 'list') {
    const parts = text.split(field.kind === 'lines' ? '\n' : ',').map((part) => part.trim())
    const kept = parts.filter((part) => part !== '')
    return kept.length === 0 && field.empty !== undefined ? undefined : kept
  }
  if (text === '') return undefined
  return field.kind === 'whole' ? Number(text) : field.kind === 'decimal' ? text.replace(',', '.') : text
}

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (part, name) =>
        typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined,
      value,
    )

const put = (value: Record<string, unknown>, path: string, typed: unknown): void => {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) {
    value[first] = typed
    return
  }
  const inner = (value[first] ?? {}) as Record<string, unknown>
  value[first] = inner
  put(inner, rest.join('.'), typed)
}
