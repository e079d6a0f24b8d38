import { sql } from '@suite/db'
import { iso } from './people-sections.ts'
import type { Row, Section } from './section.ts'

export const countDifferences: Section = {
  key: 'countDifferences',
  title: 'Differences posted by counts',
  about: 'Lines of the counts posted in the period where what was counted was not what the book said.',
  fields: [
    { key: 'closedAt', header: 'Posted', as: 'instant' },
    { key: 'count', header: 'Count', share: 2 },
    { key: 'product', header: 'Product', share: 3 },
    { key: 'tag', header: 'Package', share: 3 },
    { key: 'room', header: 'Room' },
    { key: 'expected', header: 'In the book', as: 'number' },
    { key: 'counted', header: 'Counted', as: 'number' },
    { key: 'difference', header: 'Posted', as: 'number' },
    { key: 'unit', header: 'Unit' },
  ],
  rows: async (read, { storeId, from, until }, limit) => {
    const { rows } = await sql<Row>`
      select ${iso('n.closed_at')} as "closedAt", n.name as count, p.name as product, c.package_tag as tag, c.room,
        trim_scale(c.expected_quantity)::text as expected, trim_scale(c.final_quantity)::text as counted,
        trim_scale(c.final_quantity - c.expected_quantity)::text as difference, p.unit
      from count_sessions n
      join count_lines c on c.organization_id = n.organization_id and c.session_id = n.id
      join products p on p.organization_id = c.organization_id and p.id = c.product_id
      where n.store_id = ${storeId} and n.status = 'posted' and n.closed_at >= ${from} and n.closed_at < ${until}
        and c.final_quantity <> c.expected_quantity
      order by n.closed_at, n.id, c.position, c.id limit ${limit + 1}`.execute(read.db)
    return rows
  },
}
