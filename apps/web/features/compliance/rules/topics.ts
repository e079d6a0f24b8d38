import type { RuleItem, Topic } from './values'

interface Group {
  readonly title: string
  readonly has: (topic: Topic) => boolean
}

const SALE: ReadonlySet<string> = new Set(['presale_checks', 'id_check', 'minimum_age'])
const GOODS: ReadonlySet<string> = new Set([
  'expiry',
  'coa_validity',
  'product_caps',
  'returns',
  'destruction',
])

/** Topics as the screen groups them; each topic is in exactly one. */
export const GROUPS: readonly Group[] = [
  { title: 'Purchase limits', has: (topic) => topic.startsWith('purchase_limit.') },
  { title: 'Deadlines', has: (topic) => topic.startsWith('deadline.') },
  { title: 'Stock and counts', has: (topic) => topic.startsWith('inventory.') },
  { title: 'At the sale', has: (topic) => SALE.has(topic) },
  { title: 'Goods', has: (topic) => GOODS.has(topic) },
  {
    title: 'State system and records',
    has: (topic) => topic.startsWith('track_and_trace.') || topic === 'retention',
  },
]

const BLOCKED = 'Unknown blocks: a basket under this limit is refused, with the reason.'
/** Kinds of customers that buy under a wider group's limit where the state names none of their own. */
const WIDER: Readonly<Partial<Record<Topic, string>>> = {
  'purchase_limit.visitor': 'adults',
  'purchase_limit.young_patient': 'patients',
}

/** What the product does on a topic while no rule is applied; null where nothing depends on it yet. */
export const withoutRule = ({ topic, status }: Pick<RuleItem, 'topic' | 'status'>): string | null => {
  const wider = WIDER[topic]
  if (wider !== undefined && status === 'unknown')
    return `The limit of ${wider} is used for them, unless your organisation set this one to unknown.`
  if (topic.startsWith('purchase_limit.')) return BLOCKED
  if (topic.startsWith('deadline.')) return 'A case of this kind is treated as due today.'
  if (topic === 'inventory.update' || topic === 'inventory.reconcile' || topic === 'inventory.comprehensive')
    return 'It is treated as due today.'
  if (topic === 'coa_validity') return 'The expiry of a lab certificate that states none stays unknown.'
  if (topic === 'retention') return 'Records are kept seven years: the product’s choice, not a law.'
  return null
}
