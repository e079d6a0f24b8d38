import { Decimal } from '@suite/kernel'

const UNITS: Readonly<Record<string, string>> = {
  ea: 'each',
  each: 'each',
  eaches: 'each',
  unit: 'each',
  units: 'each',
  count: 'each',
  piece: 'each',
  pieces: 'each',
  g: 'g',
  gm: 'g',
  gram: 'g',
  grams: 'g',
  mg: 'mg',
  milligram: 'mg',
  milligrams: 'mg',
  kg: 'kg',
  kilogram: 'kg',
  kilograms: 'kg',
  oz: 'oz',
  ounce: 'oz',
  ounces: 'oz',
  lb: 'lb',
  lbs: 'lb',
  pound: 'lb',
  pounds: 'lb',
  ml: 'ml',
  milliliter: 'ml',
  milliliters: 'ml',
  l: 'l',
  liter: 'l',
  liters: 'l',
  'fl oz': 'fl_oz',
  floz: 'fl_oz',
  'fluid ounces': 'fl_oz',
}

/** A unit by the suite's name (`each`, `g`, `mg`, `kg`, `oz`, `lb`, `ml`, `l`, `fl_oz`); one unknown stays as it is. */
export const unitNamed = (name: string | null): string | null => {
  const trimmed = name?.trim() ?? ''
  return trimmed === '' ? null : (UNITS[trimmed.toLowerCase()] ?? trimmed)
}

/** What the units of `/reference/units` are called, by `unitId`. */
export const unitsById = (
  rows: readonly {
    readonly unitId: number
    readonly unitName: string | null
    readonly abbreviation: string | null
  }[],
): ReadonlyMap<number, string> =>
  new Map(
    rows.flatMap((row) => {
      const name = unitNamed(row.abbreviation) ?? unitNamed(row.unitName)
      return name === null ? [] : [[row.unitId, name] as const]
    }),
  )

/**
 * The kind of a tax by the name its shop gave it: `excise`, `local` (city, county, municipal), `sales`, else `other`. A name
 * is free text, so this is a guess; the name is kept beside it.
 */
export const taxKind = (name: string | null): 'excise' | 'local' | 'sales' | 'other' => {
  const text = (name ?? '').toLowerCase()
  if (
    /excise|cultivation|cannabis tax|marijuana tax|mrt\b/.test(text) &&
    !/city|county|local|municip/.test(text)
  )
    return 'excise'
  if (/city|county|local|municip|town|district/.test(text)) return 'local'
  return /sales|state|retail|gst|use tax/.test(text) ? 'sales' : 'other'
}

/** Text without blanks around it; null when nothing is left. */
export const trimmed = (value: string | null): string | null => {
  const text = value?.trim() ?? ''
  return text === '' ? null : text
}

/** A decimal string with at most `places` digits behind the point. */
export const atMost = (value: string, places: number): string =>
  new Decimal(value).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN).toFixed()

/** The state's tag of a package, upper case: the external id, else the id the till shows. */
export const tagOf = (row: {
  readonly packageId: string | null
  readonly externalPackageId?: string | null
}): string | null => (trimmed(row.externalPackageId ?? null) ?? trimmed(row.packageId))?.toUpperCase() ?? null
