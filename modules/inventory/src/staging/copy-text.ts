// oxlint-disable-next-line no-control-regex -- NUL is exactly what PostgreSQL text cannot hold
const SPECIAL = /[\\\t\n\r\0]/
// oxlint-disable-next-line no-control-regex -- as above
const EVERY_SPECIAL = /[\\\t\n\r\0]/g
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '',
}

/** A value in COPY's text format (PostgreSQL manual, COPY, "Text Format"); null becomes \N, NUL characters are dropped. */
export const copyText = (value: string | null): string => {
  if (value === null) return '\\N'
  return SPECIAL.test(value) ? value.replaceAll(EVERY_SPECIAL, (sign) => ESCAPES[sign] ?? '') : value
}

/** One row in COPY's text format. */
export const copyRow = (values: readonly (string | number | null)[]): string =>
  `${values.map((value) => (typeof value === 'number' ? value : copyText(value))).join('\t')}\n`

/** The statement that makes a staging table, empty. */
export const stagingTable = (name: string, columns: Readonly<Record<string, string>>): string =>
  `drop table if exists ${name};
   create temporary table ${name} (${Object.entries(columns)
     .map(([column, type]) => `${column} ${type}`)
     .join(', ')})`
