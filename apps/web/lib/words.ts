import type { AlertKind, Category, OrderStatus, Role, StockStatus } from './contract'

export type Tone = 'danger' | 'due' | 'frozen' | 'accent' | 'plain'

/** What the API's codes are called on the screen, and their colour: red = lost sales, blue = frozen cash, amber = due. */
export const STOCK_STATUS: Readonly<Record<StockStatus, { label: string; tone: Tone; meaning: string }>> = {
  stock_out: { label: 'Out of stock', tone: 'danger', meaning: 'Nothing on hand, and people would buy it.' },
  low: { label: 'Low', tone: 'due', meaning: 'Runs out before an order placed now could arrive.' },
  ok: { label: 'Healthy', tone: 'accent', meaning: 'Enough until the next order arrives.' },
  overstock: {
    label: 'Overstock',
    tone: 'frozen',
    meaning: 'More than will sell within the overstock limit.',
  },
  unknown: {
    label: 'Unknown',
    tone: 'plain',
    meaning: 'On hand is not known: count it or import an inventory file.',
  },
  no_demand: { label: 'No demand', tone: 'plain', meaning: 'Nothing sold lately and nothing expected.' },
}
export const STOCK_STATUSES = Object.keys(STOCK_STATUS) as StockStatus[]

export const CATEGORIES: Readonly<Record<Category, string>> = {
  flower: 'Flower',
  pre_rolls: 'Pre-rolls',
  vapes: 'Vapes',
  edibles: 'Edibles',
  concentrates: 'Concentrates',
  tinctures: 'Tinctures',
  topicals: 'Topicals',
  accessories: 'Accessories',
  other: 'Other',
  uncategorised: 'Uncategorised',
}
export const categoryName = (category: string): string =>
  (CATEGORIES as Readonly<Record<string, string>>)[category] ?? category

export const ORDER_STATUS: Readonly<Record<OrderStatus, { label: string; tone: Tone }>> = {
  draft: { label: 'Draft', tone: 'plain' },
  approved: { label: 'Approved', tone: 'due' },
  sent: { label: 'Sent', tone: 'frozen' },
  partly_received: { label: 'Partly received', tone: 'due' },
  received: { label: 'Received', tone: 'accent' },
  cancelled: { label: 'Cancelled', tone: 'plain' },
}

export const ALERT_KIND: Readonly<Record<AlertKind, { label: string; tone: Tone }>> = {
  stock_out: { label: 'Out of stock', tone: 'danger' },
  low_stock: { label: 'Low stock', tone: 'due' },
  overstock: { label: 'Overstock', tone: 'frozen' },
  expiring: { label: 'Expiring', tone: 'due' },
  import_failed: { label: 'Import failed', tone: 'danger' },
  forecast_failed: { label: 'Forecast failed', tone: 'danger' },
}

export const ROLES: Readonly<Record<Role, { label: string; may: string }>> = {
  owner: { label: 'Owner', may: 'Everything, including stores and people.' },
  manager: { label: 'Manager', may: 'Everything except the organisation itself.' },
  buyer: { label: 'Buyer', may: 'Products, vendors, imports and purchase orders; cannot approve.' },
  compliance: { label: 'Compliance', may: 'Reads everything, counts and receives stock.' },
  budtender: { label: 'Budtender', may: 'Looks up products, counts and receives stock.' },
  viewer: { label: 'Viewer', may: 'Reads the shop, changes nothing.' },
}

const MODELS: Readonly<Record<string, string>> = {
  prophet: 'Prophet',
  seasonal_naive: 'Same weekday as last week',
  tsb: 'Sparse demand (TSB)',
  no_recent_sales: 'No recent sales',
}
export const modelName = (model: string): string => MODELS[model] ?? model

/** `purchase_order.approved` → Purchase order approved. */
export const sentence = (code: string): string => {
  const text = code.replaceAll(/[._]/g, ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** How certain a rule is. Nothing but `verified` was read in the law, and nothing unverified may look as if it were. */
export const RULE_STANDING: Readonly<
  Record<'verified' | 'reported' | 'unverified' | 'unknown', { label: string; tone: Tone; meaning: string }>
> = {
  verified: {
    label: 'Verified',
    tone: 'accent',
    meaning: 'Read in the text of the law or on the agency’s own page.',
  },
  reported: {
    label: 'Reported',
    tone: 'frozen',
    meaning: 'Read in a secondary source; the text of the law was not read.',
  },
  unverified: {
    label: 'Unverified',
    tone: 'due',
    meaning: 'Hearsay, assumed or contradicted: do not treat it as law. It is never applied.',
  },
  unknown: { label: 'Unknown', tone: 'plain', meaning: 'Nothing is known; nothing may be taken for law.' },
}

export const CUSTOMER_KINDS = {
  adult: 'Adult',
  visitor: 'Adult from another state',
  patient: 'Patient',
  young_patient: 'Patient of 18 to 20',
  caregiver: 'Caregiver',
} as const

export const CREDENTIAL_KINDS = {
  licence: { label: 'Licence', many: 'Licences' },
  badge: { label: 'Badge', many: 'Badges' },
  coa: { label: 'Lab certificate', many: 'Lab certificates' },
} as const

/** Steps at which a licence, badge or lab certificate becomes urgent. */
export const DUE_STEP: Readonly<
  Record<'expired' | '7' | '30' | '60', { label: string; heading: string; tone: Tone }>
> = {
  expired: { label: 'Expired', heading: 'Overdue', tone: 'danger' },
  '7': { label: '7 days', heading: 'Within 7 days', tone: 'danger' },
  '30': { label: '30 days', heading: 'Within 30 days', tone: 'due' },
  '60': { label: '60 days', heading: 'Within 60 days', tone: 'frozen' },
}
