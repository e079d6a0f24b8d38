import { sql } from '@suite/db'

/** Products `p` whose name, SKU, brand or strain contains the words as written, in any case. */
export const containing = (search: string) => {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql`(p.name ilike ${pattern} or p.sku ilike ${pattern} or p.brand ilike ${pattern} or p.strain ilike ${pattern})`
}
