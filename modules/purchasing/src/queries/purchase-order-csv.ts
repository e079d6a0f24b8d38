import type { Read } from '@suite/db'
import type { CsvWriter } from '../ports.ts'
import { orderFile } from './order-file.ts'
import { purchaseOrder } from './purchase-orders.ts'

/** A purchase order as the file its vendor gets. @throws AppError `not_found` */
export const purchaseOrderCsv = async (
  read: Read,
  id: string,
  csv: CsvWriter,
): Promise<{ fileName: string; content: string }> => orderFile(await purchaseOrder(read, id), csv)
