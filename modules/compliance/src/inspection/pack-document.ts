import { fromMinor } from '@suite/kernel'
import type { PdfBlock, PdfDocument } from '@suite/pdf'
import type { Pack } from './read-pack.ts'
import type { Field, Section, Value } from './section.ts'
import { SECTIONS } from './sections.ts'

/** Widths on paper unless a field says its own: a day must not break in its midst. */
const SHARES = { text: 1, instant: 1.5, day: 1.4, minor: 1.2, number: 1, code: 1.3 } as const

/** A pack on paper. `dataSha256` is printed so that paper and data can be held against each other. */
export const packDocument = (pack: Pack, dataSha256: string): PdfDocument => {
  const instant = clockOf(pack.store.timeZone)
  return {
    title: `Inspection ${pack.store.name} ${pack.period.from} to ${pack.period.to}`,
    footer: [
      pack.organization,
      pack.store.name,
      pack.store.licence,
      `${pack.period.from} to ${pack.period.to}`,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    createdAt: new Date(pack.preparedAt),
    across: true,
    blocks: [
      { kind: 'heading', level: 1, text: `Inspection pack: ${pack.store.name}` },
      {
        kind: 'facts',
        facts: [
          ['Licensee', pack.organization],
          ['Licence', pack.store.licence === '' ? 'not entered' : pack.store.licence],
          ['State', pack.store.state],
          ['Period', `${pack.period.from} to ${pack.period.to}, both days included`],
          ['Prepared', `${instant(pack.preparedAt)} by ${pack.preparedBy}`],
          ['Times', `on the store’s clock, ${pack.store.timeZone}`],
        ],
      },
      {
        kind: 'table',
        columns: [
          { header: 'Section', share: 4 },
          { header: 'Records', align: 'right' },
        ],
        rows: SECTIONS.map(({ key, title }) => [title, String(pack.sections[key]?.length ?? 0)]),
      },
      ...SECTIONS.flatMap((section) => blocksOf(section, pack, instant)),
      { kind: 'heading', level: 2, text: 'How this can be checked' },
      {
        kind: 'text',
        text: `The same records as data (JSON, ${pack.format} version ${pack.version}) have the SHA-256`,
      },
      { kind: 'text', text: dataSha256 },
    ],
  }
}

const blocksOf = (section: Section, pack: Pack, instant: (text: string) => string): PdfBlock[] => {
  const rows = pack.sections[section.key] ?? []
  const fields = section.fields.filter(({ share }) => share !== 0)
  return [
    { kind: 'heading', level: 2, text: section.title },
    { kind: 'text', faint: true, text: section.about },
    rows.length === 0
      ? { kind: 'text', text: 'None.' }
      : {
          kind: 'table',
          columns: fields.map(({ header, as = 'text', share = SHARES[as] }) => ({
            header,
            share,
            ...(as === 'number' || as === 'minor' ? { align: 'right' as const } : {}),
          })),
          rows: rows.map((row) => fields.map((field) => written(field, row[field.key] ?? null, instant))),
        },
  ]
}

const written = ({ as = 'text' }: Field, value: Value, instant: (text: string) => string): string => {
  if (value === null) return '–'
  if (as === 'instant') return instant(String(value))
  if (as === 'minor') return `$${fromMinor(Number(value))}`
  if (as === 'code') return String(value).replaceAll('_', ' ')
  return String(value)
}

const clockOf = (timeZone: string): ((text: string) => string) => {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone,
  })
  return (text) => clock.format(new Date(text))
}
