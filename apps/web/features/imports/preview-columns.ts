import type { FileKind } from '@/lib/contract'

type Row = Readonly<Record<string, unknown>>

/** One column of the preview: how the file's rows will be understood. */
export interface PreviewColumn {
  readonly header: string
  readonly text: (row: Row) => string
  readonly right?: boolean
}

const at = (field: string) => (row: Row) => {
  const value = row[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const time = (field: string) => (row: Row) => {
  const value = row[field] as { value?: string } | null | undefined
  return value?.value?.replace('T', ' ') ?? ''
}
const taxes = (row: Row): string => {
  const list = (row['taxes'] ?? []) as { kind: string; amount: string }[]
  return list.map(({ kind, amount }) => `${amount} ${kind}`).join(', ')
}
const KIND: Readonly<Record<string, string>> = {
  sale: 'Sale',
  return: 'Return',
  void: 'Void',
  adjustment: 'Stock correction',
}
const quantity: PreviewColumn = {
  header: 'Quantity',
  text: (row) => `${at('quantity')(row)} ${row['unit'] === 'each' ? '' : at('unit')(row)}`.trim(),
  right: true,
}
const product: readonly PreviewColumn[] = [
  { header: 'Code', text: at('productCode') },
  { header: 'Product', text: at('productName') },
]
const line: PreviewColumn = { header: 'Line', text: at('line'), right: true }

export const PREVIEW: Readonly<Record<FileKind, readonly PreviewColumn[]>> = {
  sales: [
    line,
    { header: 'Receipt', text: at('receiptId') },
    { header: 'When', text: time('occurredAt') },
    { header: 'What', text: (row) => KIND[at('kind')(row)] ?? at('kind')(row) },
    ...product,
    quantity,
    { header: 'Price', text: at('unitPrice'), right: true },
    { header: 'Discount', text: at('discount'), right: true },
    { header: 'Taxes', text: taxes, right: true },
    { header: 'Category', text: at('category') },
    { header: 'Package tag', text: at('packageTag') },
  ],
  stock: [
    line,
    ...product,
    quantity,
    { header: 'Cost', text: at('unitCost'), right: true },
    { header: 'Counted', text: time('countedAt') },
    { header: 'Room', text: at('room') },
    { header: 'Lot', text: at('lot') },
    { header: 'Package tag', text: at('packageTag') },
    { header: 'Expires', text: at('expiresOn') },
  ],
  products: [
    line,
    ...product,
    { header: 'Category', text: at('category') },
    { header: 'Brand', text: at('brand') },
    { header: 'Vendor', text: at('vendor') },
    { header: 'Price', text: at('unitPrice'), right: true },
    { header: 'Cost', text: at('unitCost'), right: true },
    { header: 'Case pack', text: at('casePack'), right: true },
  ],
}
