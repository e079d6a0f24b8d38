import pg from 'pg'

const { builtins, getTypeParser } = pg.types

// pg's own types know only its named types, PostgreSQL has any number
const defaultParser = getTypeParser as (id: number, format?: string) => (text: string) => unknown

/** bigint columns hold minor units and counts: safe integers, or an error rather than a silent rounding. */
const safeInteger = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database holds ${text}, past the safe integers.`)
  return value
}

/** NUMERIC stays text (exact), DATE stays `YYYY-MM-DD`, BIGINT becomes a safe integer. */
export const parseLikeTheSchema: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && id === builtins.INT8) return safeInteger
    if (format !== 'binary' && id === builtins.DATE) return (text: string) => text
    return defaultParser(id, format)
  }) as typeof getTypeParser,
}
