import { invalid } from '@suite/kernel'

/** BioTrack's short words for units (public client, 2026) and the suite's, which are also Metrc's. */
const UNITS = [
  ['each', 'Each'],
  ['g', 'Grams'],
  ['mg', 'Milligrams'],
  ['kg', 'Kilograms'],
  ['oz', 'Ounces'],
  ['lb', 'Pounds'],
  ['ml', 'Milliliters'],
] as const

/** BioTrack's word of a unit. */
export type UnitCode = (typeof UNITS)[number][0]

/** The suite's word of a unit BioTrack names; a word that is not in the list stays as it is. */
export const unitName = (code: string): string =>
  UNITS.find(([short, name]) => [short, name.toLowerCase()].includes(code.toLowerCase()))?.[1] ?? code

/**
 * BioTrack's word of a unit of the suite.
 * @throws AppError `bad_unit` for a unit it does not have
 */
export const unitCode = (name: string): UnitCode => {
  const found = UNITS.find(([short, long]) => [short, long.toLowerCase()].includes(name.toLowerCase()))
  if (found !== undefined) return found[0]
  throw invalid(
    'bad_unit',
    `BioTrack has no unit "${name}". Use one of ${UNITS.map(([, long]) => long).join(', ')}.`,
    [{ path: 'unit', message: 'not a unit of BioTrack' }],
  )
}
