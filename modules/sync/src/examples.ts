const ID = '0197a0c0-0000-7000-8000-000000000001'

/** A mapping as the API reference shows it. */
export const LAYOUT_EXAMPLE = {
  profile: 'generic',
  kind: 'sales' as const,
  encoding: 'utf-8' as const,
  delimiter: ',',
  headerRow: 0,
  columns: [
    { header: 'Receipt', index: 0, field: 'receiptId' as const },
    { header: 'Date', index: 1, field: 'occurredAt' as const },
    { header: 'SKU', index: 2, field: 'productCode' as const },
    { header: 'Qty', index: 3, field: 'quantity' as const },
    { header: 'Price', index: 4, field: 'unitPrice' as const },
  ],
  dateOrder: 'ymd' as const,
  decimalComma: false,
}

/** A refused row as the API reference shows it. */
export const REFUSED_EXAMPLE = {
  line: 17,
  code: 'impossible_date',
  reason: 'Column "Date": "2026-02-30" is no day of the calendar. Correct the date.',
  cells: ['1001', '2026-02-30', 'BD-8', '1', '25.00'],
}

/** A preview as the API reference shows it. */
export const PREVIEW_EXAMPLE = {
  rows: [
    { type: 'sale_line', line: 2, receiptId: '1001', productCode: 'BD-8', quantity: '1', unitPrice: '25' },
  ],
  refused: [REFUSED_EXAMPLE],
  counts: { rows: 1, refused: 1, ignored: 0, kinds: { sale: 1 } },
  sums: { quantity: '1', net: '25' },
  problems: [],
  notes: ['1 line is a total and was not taken for data.'],
}

/** A handed-in file as the API reference shows it. */
export const UPLOADED_EXAMPLE = {
  uploadId: ID,
  fileName: 'april.csv',
  layout: LAYOUT_EXAMPLE,
  profile: 'generic',
  recognised: true,
  preview: PREVIEW_EXAMPLE,
  doneBefore: null,
}

/** A running import as the API reference shows it. */
export const IMPORT_EXAMPLE = {
  id: ID,
  storeId: ID,
  fileName: 'april.csv',
  kind: 'sales' as const,
  source: 'file:generic',
  status: 'running' as const,
  phase: 'reading',
  progress: 0.21,
  rowsRead: 120_000,
  rowsPerSecond: 60_000,
  secondsLeft: 8,
  rowsAdded: 0,
  rowsKnown: 0,
  rowsRefused: 1,
  rowsOutsideWindow: 0,
  fileTotal: '0',
  fromDay: null,
  toDay: null,
  summary: {},
  notes: [],
  failure: null,
  createdAt: '2026-04-20T16:00:00.000Z',
  startedAt: '2026-04-20T16:00:01.000Z',
  finishedAt: null,
  layout: LAYOUT_EXAMPLE,
}
