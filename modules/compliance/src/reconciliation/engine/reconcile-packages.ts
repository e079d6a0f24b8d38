import { packageEvents } from './evidence.ts'
import type { PackageFacts, World } from './facts.ts'
import { identityOf, type Finding, type Late } from './finding.ts'
import { judgeBarredSales } from './judge-barred-sales.ts'
import { judgeMapping } from './judge-mapping.ts'
import { judgePlace, roomNames, type RoomNames } from './judge-places.ts'
import { judgePresence } from './judge-presence.ts'
import { judgeQuantity } from './judge-quantity.ts'
import { judgeReceipts } from './judge-receipts.ts'
import { partsText, worth } from './parts.ts'
import { scaleOf } from './scale.ts'

/** What a reconciliation found. */
export interface Reconciled {
  readonly findings: readonly Finding[]
  /** Not wrong yet: within the time a source takes. */
  readonly late: readonly Late[]
  readonly packages: number
}

/**
 * Compares shelf, till and state package by package. Pure: arrays in, findings out. Single events are judged first
 * (receipts, barred sales); only what they do not explain is judged as a quantity. Two unexplained differences of one side
 * of one package add up to one finding: nobody can tell them apart by arithmetic.
 */
export const reconcilePackages = (world: World): Reconciled => {
  const rooms = roomNames(world.packages)
  const findings = new Map<string, Finding>()
  const late: Late[] = []
  for (const facts of world.packages) {
    const judged = judgePackage(facts, rooms, world)
    for (const finding of judged.findings) {
      const key = identityOf(finding)
      if (!findings.has(key)) findings.set(key, finding)
    }
    late.push(...judged.late)
  }
  return { findings: [...findings.values()], late, packages: world.packages.length }
}

const judgePackage = (
  facts: PackageFacts,
  rooms: RoomNames,
  world: World,
): { findings: Finding[]; late: Late[] } => {
  const scale = scaleOf(facts)
  const presence = judgePresence(facts, world)
  const findings = [
    ...presence.findings,
    ...judgeBarredSales(facts, scale, world),
    ...judgeMapping(facts, world),
    ...negative(facts, world),
  ]
  const late = [...presence.late]
  // what the state does not list cannot be reported either: one cause, one finding
  if (presence.judged) return { findings, late }
  const receipts = judgeReceipts(facts, scale, world)
  const quantity = judgeQuantity(facts, scale, receipts, world)
  const place = judgePlace(facts, rooms, world)
  findings.push(...receipts.findings, ...quantity.findings, ...place.findings)
  late.push(...receipts.late, ...quantity.late, ...place.late)
  return { findings, late }
}

const SIDES = [
  ['shelf', 'our book'],
  ['pos', 'the till'],
  ['state', 'the state'],
] as const

const negative = (facts: PackageFacts, world: World): Finding[] => {
  const below = SIDES.filter(([side]) => (facts[side]?.quantity ?? 0) < 0)
  const [first] = below
  const worst = first === undefined ? null : facts[first[0]]
  if (worst === null) return []
  const names = below.map(([, name]) => name).join(' and ')
  return [
    {
      class: 'negative_on_hand',
      cause: below.map(([side]) => side).join('_'),
      tag: facts.tag,
      subject: 'quantity',
      productId: facts.productId,
      quantityOff: worst.quantity,
      unit: worst.unit,
      dollarsMinor: worth(worst.quantity, facts.price),
      explanation: `More was taken than there was: by ${names} it holds ${partsText(worst.quantity)} ${worst.unit}.`,
      evidence: packageEvents(facts, world.coverage.now),
      proposal: {
        kind: 'count_shelf',
        target: 'shelf',
        quantity: null,
        unit: null,
        reference: null,
        reason: 'Count the package, and look for sales that were rung up on the wrong one.',
        by: 'person',
        permission: 'stock.count',
      },
    },
  ]
}
