import { licences, people, rules } from './people-sections.ts'
import {
  corrections,
  deliveries,
  discrepancies,
  outages,
  reconciliations,
  reported,
} from './reconciliation-sections.ts'
import type { Section } from './section.ts'
import { adjustments, counts, destructions, holds, recalls, trail } from './stock-sections.ts'

/** Everything of a pack, in the order an inspector asks. */
export const SECTIONS: readonly Section[] = [
  licences,
  people,
  reconciliations,
  discrepancies,
  corrections,
  reported,
  deliveries,
  counts,
  adjustments,
  holds,
  recalls,
  destructions,
  outages,
  rules,
  trail,
]
