import { sql, type Read } from '@suite/db'
import { parts, type Parts } from '../../reconciliation/engine/parts.ts'

/** What reconciliation needs of a product. */
export interface ReconciledProduct {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly unit: string
  readonly price: string | null
  readonly casePack: number
  /** What the till asks for it. */
  readonly tillPrice: string | null
}

/** The products named, with the till's price where it is known. */
export const readProducts = async (
  read: Read,
  ids: readonly string[],
  tillId: string | null,
): Promise<Map<string, ReconciledProduct>> => {
  const { rows } = await sql<ReconciledProduct>`
    select p.id, p.name, p.category, p.unit, trim_scale(p.price) as price, p.case_pack::float8 as "casePack",
      (select trim_scale(i.external_price) from product_identities i where i.product_id = p.id and i.connection_id = ${tillId}
        limit 1) as "tillPrice"
    from products p where p.id = any(${ids}::uuid[])`.execute(read.db)
  return new Map(rows.map((row) => [row.id, row]))
}

const PIECES = /(\d+)\s*(?:x|×|pk|pack)\s*(?:of\s*)?(\d+(?:\.\d+)?)\s*(g|gr|gram|grams|oz)\b/i
const WEIGHT = /(?:^|[^\d.])(\d+(?:\.\d+)?)\s*(g|gr|gram|grams|oz)\b/i
const OUNCE = 28.349523125

/** What a piece weighs by its product's name ("Pre-Roll 1 g", "5 x 0.5g"), in ten-thousandths of a gram; null when it does not say. */
export const gramsOf = ({ name, unit }: Pick<ReconciledProduct, 'name' | 'unit'>): Parts | null => {
  if (!/^(each|ea|unit|units|piece|pieces)$/i.test(unit.trim())) return null
  const pack = PIECES.exec(name)
  const single = pack === null ? WEIGHT.exec(name) : null
  const size = pack?.[2] ?? single?.[1]
  if (size === undefined) return null
  const ounces = (pack?.[3] ?? single?.[2] ?? '').toLowerCase() === 'oz'
  const grams = parts(size) * (ounces ? OUNCE : 1) * Number(pack?.[1] ?? 1)
  return grams > 0 ? Math.round(grams) : null
}
