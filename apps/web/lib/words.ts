import type { AlertKind, Category, GetReplies, OrderStatus, Role, StockStatus } from './contract'

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
  connection_failing: { label: 'Connection', tone: 'danger' },
  discrepancies: { label: 'Discrepancies', tone: 'due' },
  credentials_due: { label: 'Papers', tone: 'due' },
  recall_open: { label: 'Recall', tone: 'danger' },
  transfers_waiting: { label: 'Deliveries', tone: 'due' },
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
  theta: 'Theta',
  analogue: 'Products like it',
  mean: 'TSB, Theta and Prophet, mean',
  global_trees: 'All products together (trees)',
  trees_tsb: 'All products and TSB, mean',
  lstm: 'All products together (neural network)',
  trees_lstm: 'Trees and neural network, mean',
  trees_prophet: 'All products and Prophet, mean',
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

export const COUNT_STATUS: Readonly<
  Record<'counting' | 'review' | 'posted' | 'cancelled', { label: string; tone: Tone; meaning: string }>
> = {
  counting: { label: 'Counting', tone: 'frozen', meaning: 'People are at the shelf.' },
  review: { label: 'To review', tone: 'due', meaning: 'Handed in; somebody has to look at the differences.' },
  posted: { label: 'Posted', tone: 'accent', meaning: 'Signed, and in the ledger.' },
  cancelled: { label: 'Called off', tone: 'plain', meaning: 'Nothing was posted.' },
}

/** Why a counted line cannot be posted as it was counted, and what to do. */
export const COUNT_PROBLEM: Readonly<
  Record<
    'counted_again' | 'changed_while_counting' | 'changed_without_package' | 'packages_not_counted',
    string
  >
> = {
  counted_again: 'The product was counted again since.',
  changed_while_counting:
    'The product was sold without a package, or counted elsewhere, while its packages were counted.',
  changed_without_package:
    'The product was counted again, or sold without naming a package, since this package was counted.',
  packages_not_counted:
    'The product has packages that were not counted, so loose units cannot be told apart.',
}

export const RECALL_BY: Readonly<
  Record<'lot_code' | 'package_tag' | 'source_tag' | 'product' | 'vendor', { label: string; hint: string }>
> = {
  lot_code: { label: 'Batch or lot', hint: 'Batch or lot codes, one a line' },
  package_tag: { label: 'Package tag', hint: 'Package tags, one a line; what was made from them comes too' },
  source_tag: {
    label: 'Source tag',
    hint: 'Tags of the packages or harvests the goods were made from, one a line',
  },
  product: { label: 'Product', hint: '' },
  vendor: { label: 'Vendor', hint: '' },
}

/** How shelf, till and state can disagree, as people say it. */
export const DISCREPANCY_CLASS: Readonly<
  Record<
    | 'unreported_sale'
    | 'double_reported'
    | 'voided_one_side'
    | 'quantity_drift'
    | 'unit_mistake'
    | 'missing_package'
    | 'unknown_package'
    | 'wrong_location'
    | 'negative_on_hand'
    | 'sold_on_hold'
    | 'sold_expired'
    | 'sold_untested'
    | 'stale_mapping',
    { label: string; tone: Tone; meaning: string }
  >
> = {
  unreported_sale: {
    label: 'Sale not reported',
    tone: 'danger',
    meaning: 'The till sold it and the state was not told. The state believes you still have it.',
  },
  double_reported: {
    label: 'Reported twice',
    tone: 'danger',
    meaning: 'The state holds the same sale more than once. It believes you have less than you do.',
  },
  voided_one_side: {
    label: 'Struck out on one side',
    tone: 'danger',
    meaning: 'A sale stands with the till or with the state, and was struck out or never made at the other.',
  },
  quantity_drift: {
    label: 'Quantities differ',
    tone: 'due',
    meaning: 'One side has more or less than the others, and no sale, count or delivery explains it.',
  },
  unit_mistake: {
    label: 'Wrong unit',
    tone: 'due',
    meaning: 'The figures differ by what lies between two units, such as a gram keyed as an ounce.',
  },
  missing_package: {
    label: 'Package missing',
    tone: 'danger',
    meaning: 'One side no longer lists a package that the others still have.',
  },
  unknown_package: {
    label: 'Unknown package',
    tone: 'due',
    meaning: 'One side lists a package in this store that another has never heard of.',
  },
  wrong_location: {
    label: 'Wrong place',
    tone: 'due',
    meaning: 'The sides have the package in different rooms or stores.',
  },
  negative_on_hand: {
    label: 'Below zero',
    tone: 'danger',
    meaning: 'More was sold or taken than was ever there, so something was not recorded.',
  },
  sold_on_hold: {
    label: 'Sold on hold',
    tone: 'danger',
    meaning: 'It was sold while you, or the state, held it. Customers may have to be told.',
  },
  sold_expired: {
    label: 'Sold expired',
    tone: 'danger',
    meaning: 'It was sold after the date printed on it.',
  },
  sold_untested: {
    label: 'Sold untested',
    tone: 'danger',
    meaning: 'It was sold while its lab tests were missing or failed.',
  },
  stale_mapping: {
    label: 'Old match',
    tone: 'frozen',
    meaning: 'The product, price or unit here no longer fits what the till or the state calls it.',
  },
}
export type DiscrepancyClass = keyof typeof DISCREPANCY_CLASS
export const className = (code: string): string =>
  (DISCREPANCY_CLASS as Readonly<Record<string, { label: string }>>)[code]?.label ?? sentence(code)

/** How far the work on a discrepancy is. */
export const DISCREPANCY_STATE: Readonly<
  Record<
    'open' | 'assigned' | 'correcting' | 'awaiting_verification' | 'reopened' | 'resolved' | 'dismissed',
    { label: string; tone: Tone; meaning: string }
  >
> = {
  open: { label: 'Open', tone: 'due', meaning: 'Nobody works on it yet.' },
  assigned: { label: 'With somebody', tone: 'frozen', meaning: 'Somebody has taken it on.' },
  correcting: {
    label: 'Being corrected',
    tone: 'frozen',
    meaning: 'The correction is on its way to the state.',
  },
  awaiting_verification: {
    label: 'To be verified',
    tone: 'frozen',
    meaning: 'Put right, says a person; the next reading of till and state has to show it.',
  },
  reopened: {
    label: 'Open again',
    tone: 'danger',
    meaning: 'It was put right, and a later reading shows that it is not.',
  },
  resolved: { label: 'Put right', tone: 'accent', meaning: 'A reading showed that it is gone.' },
  dismissed: { label: 'Left as it is', tone: 'plain', meaning: 'Somebody decided so, with a reason.' },
}

/** How pressing what is due is. */
export const URGENCY: Readonly<
  Record<'overdue' | 'page_now' | 'today' | 'this_week' | 'later', { heading: string; tone: Tone }>
> = {
  overdue: { heading: 'Overdue', tone: 'danger' },
  page_now: { heading: 'Within hours', tone: 'danger' },
  today: { heading: 'Within a day', tone: 'due' },
  this_week: { heading: 'This week', tone: 'frozen' },
  later: { heading: 'Later', tone: 'plain' },
}

/** The three that are compared. */
export const SIDES = { shelf: 'Shelf', pos: 'Till', state: 'State' } as const

/** Where the reporting of a sale to the state stands. */
export const RECEIPT_STANDING: Readonly<
  Record<
    GetReplies['/compliance/receipts']['items'][number]['standing'],
    { label: string; tone: Tone; meaning: string }
  >
> = {
  missing: {
    label: 'Not reported',
    tone: 'danger',
    meaning: 'The till sold it and the state does not show it.',
  },
  failed: { label: 'Refused', tone: 'danger', meaning: 'The state refused the report; it says why.' },
  reported_twice: {
    label: 'Reported twice',
    tone: 'danger',
    meaning: 'The state holds this sale more than once.',
  },
  void_not_told: {
    label: 'Void not told',
    tone: 'danger',
    meaning: 'The till struck the sale out; at the state it still stands.',
  },
  unknown: {
    label: 'Unknown',
    tone: 'due',
    meaning: 'It was sent and no answer came. The state is looked up before anything is sent again.',
  },
  unnamed: {
    label: 'No package named',
    tone: 'due',
    meaning: 'The till named no package, so only the receipt’s number could prove that it was reported.',
  },
  queued: {
    label: 'Waits to be sent',
    tone: 'due',
    meaning: 'It is to be sent and waits for its turn.',
  },
  sending: { label: 'Being sent', tone: 'frozen', meaning: 'It is on its way to the state.' },
  sent: { label: 'Sent', tone: 'frozen', meaning: 'The state took it; the next reading has to show it.' },
  not_read: {
    label: 'State not read yet',
    tone: 'plain',
    meaning: 'The state was not read as far as this sale.',
  },
  not_due: { label: 'Too fresh to tell', tone: 'plain', meaning: 'The state may only not show it yet.' },
  reported: { label: 'Reported', tone: 'accent', meaning: 'The state shows it.' },
  voided: { label: 'Voided', tone: 'plain', meaning: 'Struck out on both sides.' },
  left: { label: 'Left as it is', tone: 'plain', meaning: 'A person dismissed it, with a reason.' },
  out_of_reach: {
    label: 'Not covered',
    tone: 'plain',
    meaning: 'Sold before both sides were read; nothing can be said of it.',
  },
}

type Delivery = GetReplies['/compliance/transfers']['items'][number]

/** Where a delivery stands at the state. */
export const TRANSFER_STANDING: Readonly<
  Record<Delivery['standing'], { label: string; tone: Tone; meaning: string }>
> = {
  expected: { label: 'Expected', tone: 'frozen', meaning: 'On its way.' },
  overdue: {
    label: 'To be accepted',
    tone: 'due',
    meaning: 'It should be here, and nobody has answered for it.',
  },
  received: { label: 'Received', tone: 'accent', meaning: 'Accepted in the state’s system.' },
  partly_rejected: { label: 'Partly rejected', tone: 'due', meaning: 'Some packages went back.' },
  rejected: { label: 'Rejected', tone: 'plain', meaning: 'All of it went back.' },
}

/** What is to be looked at of a package of a delivery. */
export const TRANSFER_CONCERN: Readonly<
  Record<Delivery['packages'][number]['concerns'][number], { label: string; tone: Tone; meaning: string }>
> = {
  short: { label: 'Short at the state', tone: 'due', meaning: 'The state was told less than was shipped.' },
  over: { label: 'Over at the state', tone: 'due', meaning: 'The state was told more than was shipped.' },
  not_on_shelf: {
    label: 'Not on the shelf',
    tone: 'danger',
    meaning: 'Accepted, but no such package is here.',
  },
  taken_early: {
    label: 'Taken in early',
    tone: 'due',
    meaning: 'It is on the shelf before the state shows it received.',
  },
  shelf_differs: {
    label: 'Shelf differs',
    tone: 'danger',
    meaning: 'It was taken in here with another quantity than the state’s.',
  },
  no_expiry: { label: 'No expiry', tone: 'plain', meaning: 'Nobody has said when it expires.' },
  no_certificate: { label: 'No certificate', tone: 'plain', meaning: 'No lab certificate is kept for it.' },
  not_tested: { label: 'Not tested', tone: 'danger', meaning: 'The state does not show a passed test.' },
  counted_short: { label: 'Counted short', tone: 'danger', meaning: 'Less came than the manifest says.' },
  counted_over: { label: 'Counted over', tone: 'due', meaning: 'More came than the manifest says.' },
  count_differs_at_state: {
    label: 'State differs',
    tone: 'danger',
    meaning: 'The state was told another quantity than was counted.',
  },
  rejected_here: { label: 'Goes back', tone: 'due', meaning: 'Reject it in the state’s system, too.' },
}
