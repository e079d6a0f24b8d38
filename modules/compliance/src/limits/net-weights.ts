import { sql, type Read } from '@suite/db'
import type { BasketLine } from './contract.ts'
import { dimensionOf, UNITS, type Amount, type Unit } from './units.ts'

/**
 * Lines with the net weight of their product where they name one, are of one kind and say none themselves: what its source
 * says a unit holds, or for goods sold by weight the unit itself. What is not known stays left out.
 */
export const withNetWeights = async <L extends BasketLine>(read: Read, lines: readonly L[]): Promise<L[]> => {
  const weights = await netWeights(
    read,
    lines.flatMap(({ productId }) => productId ?? []),
  )
  return lines.map((line) => {
    const netWeight = weights.get(line.productId ?? '')
    const [part] = line.parts
    if (netWeight === undefined || part === undefined || line.parts.length > 1) return line
    return part.netWeight === undefined ? { ...line, parts: [{ ...part, netWeight }] } : line
  })
}

const netWeights = async (read: Read, ids: readonly string[]): Promise<ReadonlyMap<string, Amount>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; sold: string; amount: string | null; unit: Unit | null }>`
    select id, unit as sold, trim_scale(net_weight)::text as amount, net_weight_unit as unit from products
    where id = any(${[...new Set(ids)]}::uuid[])`.execute(read.db)
  return new Map(
    rows.flatMap(({ id, sold, amount, unit }): [string, Amount][] => {
      const byWeight = UNITS.find((each) => each === sold && dimensionOf(each) === 'mass')
      if (byWeight !== undefined) return [[id, { amount: '1', unit: byWeight }]]
      return amount === null || unit === null ? [] : [[id, { amount, unit }]]
    }),
  )
}
