import { accessChanges } from './access-changes.ts'
import { countDifferences } from './count-differences.ts'
import { licences, people, rules } from './people-sections.ts'
import {
  corrections,
  deliveries,
  discrepancies,
  outages,
  reconciliations,
} from './reconciliation-sections.ts'
import { reported } from './reported-section.ts'
import type { Section } from './section.ts'
import { adjustments, counts, destructions, holds, recalls, trail } from './stock-sections.ts'

/** Everything of a pack, in the order an inspector asks. */
export const SECTIONS: readonly Section[] = [
  licences,
  people,
  accessChanges,
  reconciliations,
  discrepancies,
  corrections,
  reported,
  deliveries,
  counts,
  countDifferences,
  adjustments,
  holds,
  recalls,
  destructions,
  outages,
  rules,
  trail,
]
