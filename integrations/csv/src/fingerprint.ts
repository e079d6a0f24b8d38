import { hash } from 'node:crypto'
import type { SaleLineRow } from './canonical.ts'

const SEPARATOR = '\u001f'

/**
 * What a sale line says, as 32 hex digits (128 bits of SHA-256): product, quantity, unit, unit price, discount, package
 * tag and time. Left out on purpose: receipt and line number (they are the key's other parts); kind, so that a line
 * exported again as void meets its earlier self; names, cost, taxes, tender, staff and customer, which a later export of
 * the same sale may spell or value differently. Equal lines of one receipt are told apart by counting them.
 */
export const fingerprint = (row: SaleLineRow): string =>
  hash(
    'sha256',
    row.productCode +
      SEPARATOR +
      row.quantity +
      SEPARATOR +
      row.unit +
      SEPARATOR +
      row.unitPrice +
      SEPARATOR +
      row.discount +
      SEPARATOR +
      (row.packageTag ?? '') +
      SEPARATOR +
      row.occurredAt.value,
    'hex',
  ).slice(0, 32)
