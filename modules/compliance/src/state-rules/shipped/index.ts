import type { StateRule } from '../rule.ts'
import { BIOTRACK_STATES } from './biotrack-states.ts'
import { CALIFORNIA } from './california.ts'
import { COLORADO } from './colorado.ts'
import { ILLINOIS } from './illinois.ts'
import { MASSACHUSETTS } from './massachusetts.ts'
import { MICHIGAN } from './michigan.ts'
import { MISSOURI } from './missouri.ts'
import { NEW_JERSEY } from './new-jersey.ts'
import { NEW_YORK } from './new-york.ts'
import { OHIO } from './ohio.ts'
import { OREGON } from './oregon.ts'
import { OTHER_STATES } from './other-states.ts'

/**
 * The rules that come with the product, as its sources gave them on 2026-11-22, each with its certainty. Not legal advice:
 * an organisation confirms or replaces them by rules of its own.
 */
export const SHIPPED_RULES: readonly StateRule[] = [
  ...CALIFORNIA,
  ...COLORADO,
  ...ILLINOIS,
  ...MASSACHUSETTS,
  ...MICHIGAN,
  ...MISSOURI,
  ...NEW_JERSEY,
  ...NEW_YORK,
  ...OHIO,
  ...OREGON,
  ...BIOTRACK_STATES,
  ...OTHER_STATES,
]

/** States the product ships rules for. */
export const SHIPPED_STATES: readonly string[] = [...new Set(SHIPPED_RULES.map(({ state }) => state))].sort()
