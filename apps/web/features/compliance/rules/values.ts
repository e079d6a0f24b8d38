// What the values of rules hold, by topic. The API hands them on as they are, because each topic has a shape of its own.
import type { GetReplies } from '@/lib/contract'

export type RuleItem = GetReplies['/compliance/rules']['items'][number]
export type RuleVersion = GetReplies['/compliance/rules/history']['items'][number]
export type Topic = RuleItem['topic']
export type RuleStatus = RuleVersion['status']

export const UNITS = ['mg', 'g', 'kg', 'oz', 'lb', 'ml', 'l', 'fl_oz', 'each'] as const
export type Unit = (typeof UNITS)[number]
export interface Amount {
  readonly amount: string
  readonly unit: Unit
}

export const FORMS = [
  'flower',
  'concentrate',
  'vape',
  'solid_edible',
  'liquid_edible',
  'gaseous',
  'topical',
  'transdermal',
  'plant',
  'accessory',
] as const
export type Form = (typeof FORMS)[number]
export const BASES = ['net_weight', 'concentrate_weight', 'thc', 'net_volume', 'count'] as const
export type Basis = (typeof BASES)[number]

/** The certainty of one part of a value, where it is another than that of the rule. */
export interface Mark {
  readonly status: RuleStatus
  readonly source: string
}

export type LimitWindow =
  | { readonly kind: 'transaction'; readonly splits?: 'day' }
  | { readonly kind: 'day' | 'month' }
  | { readonly kind: 'rolling_days'; readonly days: number }

/** How forms fill a bucket: by the basis itself, or `every` so much of it `equals` so much of the cap. */
export interface Count {
  readonly forms: readonly Form[]
  readonly basis: Basis
  readonly every?: Amount
  readonly equals?: Amount
  readonly mark?: Mark
}
export interface Bucket {
  readonly id: string
  readonly label: string
  readonly window: LimitWindow
  readonly cap: Amount
  readonly counts: readonly Count[]
  readonly mark?: Mark
}
export interface PurchaseLimit {
  readonly buckets: readonly Bucket[]
  readonly exempt?: readonly { readonly forms: readonly Form[]; readonly mark?: Mark }[]
  readonly scope?: 'store' | 'organization' | 'state'
  readonly combinesWithOtherKinds?: boolean
  readonly stateCheckFirst?: boolean
  readonly documentMayRaise?: boolean
  readonly ounceGrams?: string
}

export interface DeadlineValue {
  readonly within:
    | { readonly kind: 'hours'; readonly hours: number }
    | { readonly kind: 'calendar_days' | 'business_days'; readonly days: number; readonly at: string }
  readonly tell?: readonly string[]
  readonly how?: string
}
export interface ScheduleValue {
  readonly every: { readonly count: number; readonly unit: 'day' | 'week' | 'month' | 'year' }
  readonly by?: string
  readonly what?: string
}

/** Values by their shape; topics of limits, deadlines and schedules share one. */
export interface RuleValues {
  limit: PurchaseLimit
  deadline: DeadlineValue
  schedule: ScheduleValue
  'inventory.counting': { readonly people: number; readonly oneIsManager: boolean }
  'inventory.significant_discrepancy': {
    readonly percent: string
    readonly of: 'average_monthly_sales' | 'stock'
  }
  'track_and_trace.recording': {
    readonly timing: 'real_time' | 'every_transaction' | 'unknown'
    readonly batchReporting: 'barred' | 'allowed' | 'unknown'
  }
  'track_and_trace.system': { readonly system: 'metrc' | 'biotrack' | 'ccrs' }
  retention: {
    readonly years: number | null
    readonly previousCalendarYears?: number
    readonly onPremisesMonths?: number
    readonly what: string
  }
  expiry: {
    readonly meaning: 'sale_barred' | 'notice_needed' | 'quality_only' | 'label_only'
    readonly covers: 'all' | 'edibles'
    readonly defaultMonths?: number
    readonly mustDestroy?: boolean
  }
  coa_validity: { readonly months: number }
  presale_checks: { readonly checks: readonly string[] }
  returns: { readonly allowedFor: readonly string[]; readonly resale: 'barred' | 'unknown' }
  destruction: { readonly steps: readonly string[] }
  id_check: { readonly at: readonly string[]; readonly log: boolean; readonly copy: 'barred' | 'unknown' }
  minimum_age: { readonly adult?: number; readonly patient?: number }
  product_caps: {
    readonly concentratePackageGrams?: string
    readonly servingThcMg?: string
    readonly packageThcMg?: string
    readonly flowerThcPercent?: string
  }
}
export type Shape = keyof RuleValues

const SCHEDULES: ReadonlySet<string> = new Set([
  'inventory.update',
  'inventory.reconcile',
  'inventory.comprehensive',
])

/** The shape a topic's values have. */
export const shapeOf = (topic: Topic): Shape => {
  if (topic.startsWith('purchase_limit.')) return 'limit'
  if (topic.startsWith('deadline.')) return 'deadline'
  return SCHEDULES.has(topic) ? 'schedule' : (topic as Shape)
}

/** What a value must at least hold to be one of its shape. */
const NEEDED: Readonly<Record<Shape, readonly string[]>> = {
  limit: ['buckets'],
  deadline: ['within'],
  schedule: ['every'],
  'inventory.counting': ['people'],
  'inventory.significant_discrepancy': ['percent', 'of'],
  'track_and_trace.recording': ['timing', 'batchReporting'],
  'track_and_trace.system': ['system'],
  retention: ['years', 'what'],
  expiry: ['meaning', 'covers'],
  coa_validity: ['months'],
  presale_checks: ['checks'],
  returns: ['allowedFor', 'resale'],
  destruction: ['steps'],
  id_check: ['at'],
  minimum_age: [],
  product_caps: [],
}

/** Whether a value that came from the API can be read as one of a shape. */
export const isOf = <S extends Shape>(shape: S, value: unknown): value is RuleValues[S] =>
  typeof value === 'object' && value !== null && NEEDED[shape].every((name) => name in value)

/** The purchase limit in a value; null for none. */
export const limitIn = (value: unknown): PurchaseLimit | null => (isOf('limit', value) ? value : null)
