import { addDays, invalid, notFound, type Day } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { instantAt } from '../deadlines/local-time.ts'
import type { Row, Scope } from './section.ts'
import { SECTIONS } from './sections.ts'

/** The version of the data's form; grows with every change that a reader of the old form would stumble over. */
export const PACK_FORMAT = { format: 'cannabis-operations-suite/inspection', version: 1 } as const
/** Most records of a section: far beyond a year of a busy store, and what one process can hold. */
const MOST_ROWS = 20_000

interface SectionGuide {
  readonly title: string
  readonly about: string
  readonly fields: Readonly<Record<string, { readonly means: string; readonly as: string }>>
}

/** A pack as data. Instants are ISO 8601 in UTC, days `YYYY-MM-DD`, money cents, quantities decimal strings. */
export interface Pack {
  readonly format: typeof PACK_FORMAT.format
  readonly version: typeof PACK_FORMAT.version
  readonly preparedAt: string
  readonly preparedBy: string
  readonly organization: string
  readonly store: {
    readonly name: string
    readonly licence: string
    readonly state: string
    readonly timeZone: string
  }
  readonly period: { readonly from: Day; readonly to: Day }
  /** What each section lists and what its fields are, so that the data can be read without this program. */
  readonly guide: Readonly<Record<string, SectionGuide>>
  readonly sections: Readonly<Record<string, readonly Row[]>>
}

/** @throws AppError `not_found` for a store of somebody else */
const storeOf = async (read: Read, storeId: string) => {
  const { rows } = await sql<{
    name: string
    licence: string | null
    state: string
    timeZone: string
    organization: string
  }>`
    select s.name, s.licence_number as licence, s.state, s.time_zone as "timeZone", o.name as organization
    from stores s join organizations o on o.organization_id = s.organization_id where s.id = ${storeId}`.execute(
    read.db,
  )
  if (rows[0] === undefined) throw notFound('store')
  return rows[0]
}

/**
 * Reads everything a pack holds, section by section.
 * @throws AppError `not_found`, `too_much` when a section has more than 20,000 records
 */
export const readPack = async (
  read: Read,
  of: {
    readonly storeId: string
    readonly from: Day
    readonly to: Day
    readonly preparedBy: string
    readonly now: Date
  },
): Promise<Pack> => {
  const { organization, licence, ...store } = await storeOf(read, of.storeId)
  const scope: Scope = {
    storeId: of.storeId,
    state: store.state,
    timeZone: store.timeZone,
    fromDay: of.from,
    toDay: of.to,
    from: instantAt(of.from, 0, store.timeZone),
    until: instantAt(addDays(of.to, 1), 0, store.timeZone),
    now: of.now,
  }
  const sections: Record<string, readonly Row[]> = {}
  for (const section of SECTIONS) {
    const rows = await section.rows(read, scope, MOST_ROWS)
    if (rows.length > MOST_ROWS)
      throw invalid(
        'too_much',
        `"${section.title}" has more than ${MOST_ROWS.toLocaleString('en-US')} records in these days. Choose a shorter period.`,
      )
    sections[section.key] = rows
  }
  return {
    ...PACK_FORMAT,
    preparedAt: of.now.toISOString(),
    preparedBy: of.preparedBy,
    organization,
    store: { ...store, licence: licence ?? '' },
    period: { from: of.from, to: of.to },
    guide: GUIDE,
    sections,
  }
}

const GUIDE: Pack['guide'] = Object.fromEntries(
  SECTIONS.map(({ key, title, about, fields }) => [
    key,
    {
      title,
      about,
      fields: Object.fromEntries(
        fields.map((field) => [field.key, { means: field.header, as: field.as ?? 'text' }]),
      ),
    },
  ]),
)
