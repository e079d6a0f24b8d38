import { packageEvents } from './evidence.ts'
import type { PackageFacts, World } from './facts.ts'
import type { Finding, Proposal } from './finding.ts'
import { worth } from './parts.ts'
import { measureOf } from './scale.ts'

interface Stale {
  readonly cause: string
  /** One finding a product where the product is to be mended, one a package where the package is. */
  readonly subject: string
  readonly words: string
  readonly fix: Pick<Proposal, 'target' | 'reason'>
}

/** Whether all sides mean the same product at the same price, in units that can be compared. */
export const judgeMapping = (facts: PackageFacts, world: World): Finding[] =>
  staleOf(facts).map((stale) => ({
    class: 'stale_mapping',
    cause: stale.cause,
    tag: facts.tag,
    subject: stale.subject,
    productId: facts.productId,
    quantityOff: null,
    unit: null,
    dollarsMinor: stale.cause === 'price' ? priceGap(facts) : 0,
    explanation: stale.words,
    evidence: packageEvents(facts, world.coverage.now),
    proposal: {
      kind: 'set_mapping',
      quantity: null,
      unit: null,
      reference: null,
      by: 'person',
      permission: 'products.edit',
      ...stale.fix,
    },
  }))

const staleOf = (facts: PackageFacts): Stale[] => {
  const { pos, state, price, productId } = facts
  const list: Stale[] = []
  const product = productId ?? facts.tag
  if (pos?.price != null && price !== null && pos.active && cents(pos.price) !== cents(price))
    list.push({
      cause: 'price',
      subject: `price:${product}`,
      words: `The till asks ${pos.price} for ${facts.productName}, the catalogue says ${price}.`,
      fix: { target: 'pos', reason: 'Decide which price holds and set it on the other side.' },
    })
  if (
    pos?.active === true &&
    pos.itemName !== '' &&
    facts.productName !== '' &&
    nameKey(pos.itemName) !== nameKey(facts.productName)
  )
    list.push({
      cause: 'product',
      subject: 'product',
      words: `The till sells this package as ${pos.itemName}, our book has it as ${facts.productName}.`,
      fix: { target: 'pos', reason: 'Give the package the right product, at the till or here.' },
    })
  if (state?.active === true && clash(state.category, facts.category))
    list.push({
      cause: 'category',
      subject: `category:${product}`,
      words: `The state's item ${state.itemName} is ${state.category}, our ${facts.productName} is ${facts.category}.`,
      fix: {
        target: 'state',
        reason: 'Correct the item of the package with the state, or the category of the product here.',
      },
    })
  const units = new Set(
    [facts.shelf, pos, state].flatMap((side) => (side === null ? [] : [measureOf(side.unit).dimension])),
  )
  if (
    units.size > 1 &&
    !(facts.unitGrams !== null && units.size === 2 && units.has('mass') && units.has('count'))
  )
    list.push({
      cause: 'unit',
      subject: `unit:${product}`,
      words: `${facts.productName} is counted in units that cannot be compared. Say what a piece weighs, or use one unit.`,
      fix: {
        target: 'pos',
        reason: 'Write the weight of a piece into the product’s name, such as "3.5 g", or change the unit.',
      },
    })
  return list
}

const cents = (price: string): number => Math.round(Number(price) * 100)
const nameKey = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()

/** Categories no state tells apart, or that say nothing. */
const VAGUE: ReadonlySet<string> = new Set(['other', 'uncategorised', 'accessories'])
/** What registers put under one kind: an extract for inhalation may be wax or a vape, a liquid edible a drink or a tincture. */
const KIN: ReadonlySet<string> = new Set(['concentrates vapes', 'edibles tinctures'])
const clash = (a: string | null, b: string | null): boolean =>
  a !== null &&
  b !== null &&
  a !== b &&
  !VAGUE.has(a) &&
  !VAGUE.has(b) &&
  !KIN.has([a, b].toSorted().join(' '))

const priceGap = ({ pos, price }: PackageFacts): number =>
  worth(pos?.quantity ?? 0, String((cents(pos?.price ?? '0') - cents(price ?? '0')) / 100)) ?? 0
