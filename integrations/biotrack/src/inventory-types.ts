import type { UnitCode } from './units.ts'

/** A kind of inventory of a state: the code its rows carry, its name, and the unit its quantities are in. */
export interface InventoryType {
  readonly code: string
  readonly name: string
  readonly unit: UnitCode
  /** Whether the state wants a test before it is sold; null where that is not known. */
  readonly tested: boolean | null
}

const kind = (code: number, name: string, unit: UnitCode): InventoryType => ({
  code: String(code),
  name,
  unit,
  tested: null,
})

/**
 * The list of Washington, from which other states' lists grew (public clients). Rows do not tell their unit: bulk is
 * taken as grams and what is sold packaged as pieces (inferred from the manual's "all items sold must be pre-packaged",
 * unverified). Other states add codes: give them in the settings of the connection.
 */
export const WASHINGTON_TYPES: readonly InventoryType[] = [
  kind(5, 'Kief', 'g'),
  kind(6, 'Flower', 'g'),
  kind(7, 'Clone', 'each'),
  kind(9, 'Other Plant Material', 'g'),
  kind(10, 'Seed', 'each'),
  kind(11, 'Plant Tissue', 'each'),
  kind(12, 'Mature Plant', 'each'),
  kind(13, 'Flower Lot', 'g'),
  kind(14, 'Other Plant Material Lot', 'g'),
  kind(15, 'Bubble Hash', 'g'),
  kind(16, 'Hash', 'g'),
  kind(17, 'Hydrocarbon Wax', 'g'),
  kind(18, 'CO2 Hash Oil', 'g'),
  kind(19, 'Food Grade Solvent Extract', 'g'),
  kind(20, 'Infused Dairy Butter or Fat', 'g'),
  kind(21, 'Infused Cooking Oil', 'g'),
  kind(22, 'Solid Infused Edible', 'each'),
  kind(23, 'Liquid Infused Edible', 'each'),
  kind(24, 'Extract for Inhalation', 'each'),
  kind(25, 'Infused Topical', 'each'),
  kind(26, 'Sample Jar', 'each'),
  kind(27, 'Waste', 'g'),
  kind(28, 'Usable Marijuana', 'each'),
  kind(29, 'Wet Flower', 'g'),
  kind(30, 'Marijuana Mix', 'g'),
  kind(31, 'Marijuana Mix Packaged', 'each'),
  kind(32, 'Marijuana Mix Infused', 'each'),
]

/** Adjustment types as BioTrack numbers them (manual, vol. 4). */
export const ADJUSTMENT_TYPES = [
  { code: 1, name: 'Inventory Audit' },
  { code: 2, name: 'Theft' },
  { code: 3, name: 'Seizure by Law Enforcement' },
  { code: 4, name: 'Correction' },
  { code: 5, name: 'Moisture Loss' },
  { code: 6, name: 'Depletion' },
] as const

/** The number of a kind of adjustment. */
export type AdjustmentType = (typeof ADJUSTMENT_TYPES)[number]['code']
