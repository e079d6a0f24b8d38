/**
 * Who Evergreen Collective is: a made-up retailer with four stores in three states, its vendors and its people. Licence
 * numbers, names and addresses are invented; e-mail addresses end in example.com, which nobody can own.
 */
export interface EvergreenStore {
  readonly key: 'denver' | 'boulder' | 'ann-arbor' | 'santa-fe'
  readonly name: string
  readonly city: string
  readonly state: 'CO' | 'MI' | 'NM'
  /** The system the state follows cannabis with. */
  readonly register: 'metrc' | 'biotrack'
  readonly timeZone: string
  readonly licenceNumber: string
  /** First characters of this store's state package tags. */
  readonly tagPrefix: string
  /** Best sellers of each range the store carries; null for all that there are. */
  readonly bestOfRange: number | null
  /** Minutes after midnight until which sales belong to the day before. */
  readonly cutOffMinutes: number
  readonly opens: number
  readonly closes: number
  /** Demand against the flagship's. */
  readonly traffic: number
  /** Share of sales on the medical side. */
  readonly medicalShare: number
  readonly staff: readonly string[]
}

export interface EvergreenVendor {
  readonly name: string
  readonly email: string
  readonly licenceNumber: string
  readonly leadTimeDays: number
  readonly leadTimeSpreadDays: number
  /** Days between two orders. */
  readonly reviewDays: number
  /** 0 = Sunday … 6 = Saturday. */
  readonly orderWeekdays: readonly number[]
  /** Smallest order, in cents. */
  readonly minimumOrderMinor: number
}

const STORES: readonly EvergreenStore[] = [
  {
    key: 'denver',
    name: 'Evergreen Denver',
    city: 'Denver',
    state: 'CO',
    register: 'metrc',
    timeZone: 'America/Denver',
    licenceNumber: '402R-90417',
    tagPrefix: '1A4EG01',
    bestOfRange: null,
    cutOffMinutes: 240,
    opens: 8,
    closes: 22,
    traffic: 1,
    medicalShare: 0.12,
    staff: ['Maya Ortiz', 'Devin Park', 'Sam Whitlock', 'Priya Nair', 'Jonah Reyes', 'Tess Halloran'],
  },
  {
    key: 'boulder',
    name: 'Evergreen Boulder',
    city: 'Boulder',
    state: 'CO',
    register: 'metrc',
    timeZone: 'America/Denver',
    licenceNumber: '402R-90431',
    tagPrefix: '1A4EG02',
    bestOfRange: null,
    cutOffMinutes: 240,
    opens: 9,
    closes: 21,
    traffic: 0.68,
    medicalShare: 0.08,
    staff: ['Cole Brennan', 'Amara Osei', 'Lily Tran', 'Marcus Feld'],
  },
  {
    key: 'ann-arbor',
    name: 'Evergreen Ann Arbor',
    city: 'Ann Arbor',
    state: 'MI',
    register: 'metrc',
    timeZone: 'America/Detroit',
    licenceNumber: 'AU-R-770218',
    tagPrefix: '1A4EG03',
    bestOfRange: null,
    cutOffMinutes: 240,
    opens: 9,
    closes: 21,
    traffic: 0.8,
    medicalShare: 0.18,
    staff: ['Nadia Kowal', 'Ben Achterberg', 'Rosa Delgado', 'Omar Haddad', 'Kit Lindqvist'],
  },
  {
    key: 'santa-fe',
    name: 'Evergreen Santa Fe',
    city: 'Santa Fe',
    state: 'NM',
    register: 'biotrack',
    timeZone: 'America/Denver',
    licenceNumber: 'CCD-90463',
    tagPrefix: '9146304',
    bestOfRange: 2,
    cutOffMinutes: 240,
    opens: 10,
    closes: 20,
    traffic: 0.24,
    medicalShare: 0.22,
    staff: ['Elena Baca', 'Wes Tafoya', 'June Archer'],
  },
]

/** Characters of a package tag: Metrc's tags have 24, BioTrack's barcodes 16 digits. */
const TAG_LENGTH: Readonly<Record<EvergreenStore['register'], number>> = { metrc: 24, biotrack: 16 }

/** A package tag of a store: its own first characters, then `rest`, with `fill` between them. */
export const packageTag = (
  { register, tagPrefix }: Pick<EvergreenStore, 'register' | 'tagPrefix'>,
  rest: string,
  fill = '0',
): string => tagPrefix + rest.padStart(TAG_LENGTH[register] - tagPrefix.length, fill)

const vendor = (
  name: string,
  address: string,
  licenceNumber: string,
  [leadTimeDays, leadTimeSpreadDays, reviewDays]: readonly [number, number, number],
  orderWeekdays: readonly number[],
  minimumOrderMinor: number,
): EvergreenVendor => ({
  name,
  email: `${address}@example.com`,
  licenceNumber,
  leadTimeDays,
  leadTimeSpreadDays,
  reviewDays,
  orderWeekdays,
  minimumOrderMinor,
})

const VENDORS: readonly EvergreenVendor[] = [
  vendor('High Peak Supply', 'orders.highpeak', 'CULT-55021', [4, 1, 7], [1, 4], 75_000),
  vendor('Prairie Roots Cultivation', 'sales.prairieroots', 'CULT-55178', [6, 1.5, 7], [2], 50_000),
  vendor('Altocumulus Wholesale', 'orders.altocumulus', 'DIST-61230', [5, 1, 7], [1, 3], 60_000),
  vendor('Sugar Latch Kitchens', 'wholesale.sugarlatch', 'MFG-48803', [7, 2, 7], [3], 40_000),
  vendor('Amber & Ash Extracts', 'orders.amberash', 'MFG-48911', [5, 1.5, 7], [2, 5], 50_000),
  vendor('Meadowlark Wellness', 'hello.meadowlark', 'MFG-49040', [10, 2, 14], [4], 25_000),
  vendor('Lantern Goods', 'orders.lanterngoods', 'GEN-00716', [14, 3, 14], [1], 20_000),
]

/** Facts about the demo retailer that its export files do not carry. */
export const EVERGREEN = {
  organization: { name: 'Evergreen Collective', slug: 'evergreen-collective' },
  stores: STORES,
  vendors: VENDORS,
} as const
