import { fromMinor } from '@suite/kernel'
import type { OrderDetail } from '../contract.ts'
import type { CsvColumn, CsvWriter } from '../ports.ts'

type Line = OrderDetail['lines'][number]

const columnsOf = (order: OrderDetail): readonly CsvColumn<Line>[] => [
  { header: 'Purchase order', value: () => order.number },
  { header: 'SKU', value: (line) => line.sku },
  { header: 'Product', value: (line) => line.name },
  { header: 'Quantity', value: (line) => line.quantity, type: 'number' },
  { header: 'Unit', value: (line) => line.unit },
  { header: 'Unit cost', value: (line) => line.unitCost, type: 'number' },
  {
    header: 'Line total',
    value: (line) => (line.costMinor === null ? null : fromMinor(line.costMinor)),
    type: 'number',
  },
]

/** A purchase order as the CSV file a vendor gets. Unknown costs are left empty. */
export const orderFile = (order: OrderDetail, csv: CsvWriter): { fileName: string; content: string } => ({
  fileName: `purchase-order-${order.number}.csv`,
  content: csv(order.lines, columnsOf(order)),
})
