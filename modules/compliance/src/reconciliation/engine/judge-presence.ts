import { noteEvent, packageEvents, inOrder } from './evidence.ts'
import type { PackageFacts, SideFacts, World } from './facts.ts'
import type { Evidence, Finding, Late, Proposal, Side } from './finding.ts'
import { partsText, worth } from './parts.ts'

/** Whether a package is known where it should be. `judged`: its quantities need not be compared any further. */
export interface PresenceVerdict {
  readonly findings: readonly Finding[]
  readonly late: readonly Late[]
  readonly judged: boolean
}

const FINE: PresenceVerdict = { findings: [], late: [], judged: false }

/** What a side that lists no such package says: it has nothing. */
const holds = (side: SideFacts | null): boolean => side !== null && side.active && side.quantity > 0

/** Looks for a package on every side that must know it. */
export const judgePresence = (facts: PackageFacts, world: World): PresenceVerdict => {
  const { coverage } = world
  const here = (facts.shelf?.quantity ?? 0) > 0 || holds(facts.pos)
  const isKnownHere = facts.shelf !== null || facts.pos !== null || facts.sales.length > 0
  // goods without cannabis are none of the state's business, whatever tag the till gives them
  if (facts.category === 'accessories' && facts.state === null) return FINE
  if (coverage.stateAt !== null && here && !(facts.state?.active ?? false)) return notWithState(facts, world)
  if (!holds(facts.state)) return FINE
  if (!isKnownHere && (coverage.hasShelf || coverage.posAt !== null)) return unknownHere(facts, world)
  if (coverage.posAt !== null && facts.pos === null && (facts.shelf?.quantity ?? 0) > 0)
    return missing(facts, world, 'pos')
  if (coverage.hasShelf && facts.shelf === null && facts.pos !== null) return missing(facts, world, 'shelf')
  return FINE
}

/** Since when the package has been known to any side that lists it. */
const since = (facts: PackageFacts): number =>
  Math.max(
    ...[facts.shelf, facts.pos, facts.state].flatMap((side) => (side === null ? [] : [side.knownSince])),
    0,
  )

const tooYoung = (facts: PackageFacts, world: World, from: number): Late | null => {
  const until = from + world.lags.receiving
  if (world.coverage.now >= until) return null
  const withholds = [
    'missing_package',
    'unknown_package',
    'wrong_location',
    'quantity_drift',
    'unit_mistake',
  ] as const
  return { tag: facts.tag, what: 'package', reference: null, until, withholds }
}

const notWithState = (facts: PackageFacts, world: World): PresenceVerdict => {
  // closed at the state a moment ago is as young as received here a moment ago
  const closedAt = facts.state === null ? 0 : facts.state.changedAt
  const late = tooYoung(facts, world, Math.max(closedAt, firstHere(facts)))
  if (late !== null) return { findings: [], late: [late], judged: true }
  if (facts.elsewhere !== null) {
    const words = `The package is here; the state counts it in ${facts.elsewhere}.`
    const fix = byHand(
      'accept_transfer',
      'state',
      `Transfer it from ${facts.elsewhere} in the state's system and accept it here.`,
    )
    return verdict(facts, world, {
      class: 'wrong_location',
      cause: 'other_store',
      subject: 'store',
      words,
      fix,
    })
  }
  const words =
    facts.state === null
      ? 'The package is here; the state does not list it in this store.'
      : 'The package is here; the state has closed it.'
  const reason =
    facts.state === null
      ? 'Look for a transfer that was not accepted and accept it in the state’s system; there is no interface for that.'
      : 'Reopen the package with the state, or count it out here.'
  const fix = byHand('accept_transfer', 'state', reason)
  return verdict(facts, world, {
    class: 'missing_package',
    cause: facts.state === null ? 'not_with_state' : 'closed_at_state',
    subject: 'state',
    words,
    fix,
  })
}

const firstHere = (facts: PackageFacts): number =>
  Math.min(...[facts.shelf, facts.pos].flatMap((side) => (side === null ? [] : [side.knownSince])))

const unknownHere = (facts: PackageFacts, world: World): PresenceVerdict => {
  const late = tooYoung(facts, world, facts.state?.knownSince ?? 0)
  if (late !== null) return { findings: [], late: [late], judged: true }
  return verdict(facts, world, {
    class: 'unknown_package',
    cause: 'only_with_state',
    subject: 'state',
    words: 'The state counts this package in the store; neither the till nor the book knows it.',
    fix: byHand(
      'find_package',
      'shelf',
      'Look for it. If it is here, receive it at the till; if not, it is missing goods.',
    ),
  })
}

const missing = (facts: PackageFacts, world: World, side: 'pos' | 'shelf'): PresenceVerdict => {
  const late = tooYoung(facts, world, since(facts))
  if (late !== null) return { findings: [], late: [late], judged: true }
  const who = side === 'pos' ? 'the till' : 'our book'
  return verdict(facts, world, {
    class: 'missing_package',
    cause: side === 'pos' ? 'not_at_till' : 'not_in_book',
    subject: side,
    words: `The state and ${side === 'pos' ? 'our book have' : 'the till have'} this package; ${who} does not.`,
    fix:
      side === 'pos'
        ? byHand('receive_at_pos', 'pos', 'Receive the package at the till.')
        : {
            ...byHand('count_shelf', 'shelf', 'Count the product, package by package.'),
            permission: 'stock.count',
          },
  })
}

const byHand = (kind: Proposal['kind'], target: Side, reason: string): Proposal => ({
  kind,
  target,
  quantity: null,
  unit: null,
  reference: null,
  reason,
  by: 'person',
  permission: 'compliance.correct',
})

const verdict = (
  facts: PackageFacts,
  world: World,
  of: Pick<Finding, 'class' | 'cause' | 'subject'> & { words: string; fix: Proposal },
): PresenceVerdict => {
  const side = [facts.state, facts.shelf, facts.pos].find((each) => each !== null && each.quantity > 0)
  const quantity = side?.quantity ?? 0
  const isHere = of.class === 'missing_package' && of.subject === 'state'
  const evidence: Evidence[] = [
    ...packageEvents(facts, world.coverage.now),
    ...(isHere && facts.state === null && world.coverage.stateAt !== null
      ? [noteEvent(world.coverage.stateAt, 'state', 'does not list it in this store')]
      : []),
  ]
  return {
    findings: [
      {
        class: of.class,
        cause: of.cause,
        tag: facts.tag,
        subject: of.subject,
        productId: facts.productId,
        quantityOff: of.class === 'unknown_package' ? quantity : -quantity,
        unit: side?.unit ?? null,
        dollarsMinor: worth(quantity, facts.price),
        explanation: of.words,
        evidence: inOrder(evidence),
        proposal: { ...of.fix, quantity: partsText(quantity), unit: side?.unit ?? null },
      },
    ],
    late: [],
    judged: true,
  }
}
