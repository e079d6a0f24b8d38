import { sql } from '@suite/db'
import type { Shop } from './shop.ts'
import type { Till } from './till.ts'

interface Standing {
  readonly lines: readonly string[]
  readonly lots: readonly string[]
  readonly onHand: string
}

/** What stands in the database, in the words of the till. */
export const standingOf = async (shop: Pick<Shop, 'rows'>): Promise<Standing> => {
  const words = async (query: ReturnType<typeof sql.raw>): Promise<string[]> =>
    (await shop.rows<{ word: string }>(query)).map(({ word }) => word)
  return {
    lines: await words(sql`
      select r.external_id || ' ' || l.package_tag || ' ' || trim_scale(l.quantity) || ' ' || l.net_minor as word
      from receipt_lines l join receipts r on r.id = l.receipt_id where l.kind = 'sale' order by 1`),
    lots: await words(sql`select package_tag || ' ' || trim_scale(on_hand) as word from lots order by 1`),
    onHand: (await words(sql`select trim_scale(sum(on_hand))::text as word from stock_positions`)).join(''),
  }
}

/** What must stand: every receipt that was not struck out, every package as the till counts it. */
export const truthOf = (till: Pick<Till, 'truth'>): Standing => {
  const packages = [...till.truth.packages.values()]
  return {
    lines: [...till.truth.sales.values()]
      .filter(({ voided }) => !voided)
      .flatMap(({ externalId, lines }) =>
        lines.map(
          ({ packageTag, quantity, netMinor }) => `${externalId} ${packageTag} ${quantity} ${netMinor}`,
        ),
      )
      .sort(),
    lots: packages.map(({ packageTag, quantity }) => `${packageTag} ${quantity}`).sort(),
    onHand: String(packages.reduce((sum, { quantity }) => sum + Number(quantity), 0)),
  }
}
