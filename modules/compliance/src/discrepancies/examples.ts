import type { DiscrepancyDetail, DiscrepancyItem, DueReply, RunItem } from './contract.ts'

export const STORE_ID = '0198c0de-0000-7000-8000-000000000001'
export const DISCREPANCY_ID = '0198c0de-0000-7000-8000-000000000a01'
export const RUN_ID = '0198c0de-0000-7000-8000-000000000a02'

export const DISCREPANCY: DiscrepancyItem = {
  id: DISCREPANCY_ID,
  storeId: STORE_ID,
  storeName: 'Evergreen Capitol Hill',
  class: 'unreported_sale',
  cause: 'no_receipt',
  packageTag: '1A4060300000001000000777',
  productId: '0198c0de-0000-7000-8000-000000000101',
  productName: 'Blue Dream 3.5 g',
  quantityOff: '3.5',
  unit: 'g',
  dollarsMinor: 3500,
  explanation: 'The till sold 3.5 g on receipt 10442; the state was not told.',
  proposal: {
    kind: 'report_sale',
    target: 'state',
    quantity: '-3.5',
    unit: 'Grams',
    reference: '10442',
    reason: 'The sale stands at the till and is not with the state.',
    by: 'interface',
    permission: 'compliance.correct',
  },
  state: 'open',
  assignedTo: null,
  assignedName: null,
  discoveredAt: '2026-11-22T20:00:00.000Z',
  dueAt: '2026-11-23T06:59:59.000Z',
  dueBasis: 'rule',
  lastSeenAt: '2026-11-22T20:05:00.000Z',
  closedAt: null,
  closedHow: null,
  timesReopened: 0,
}

export const DETAIL: DiscrepancyDetail = {
  ...DISCREPANCY,
  subject: '10442',
  evidence: [
    {
      at: '2026-11-22T18:10:00.000Z',
      side: 'pos',
      what: 'sold',
      quantity: '3.5',
      unit: 'g',
      reference: '10442',
    },
  ],
  dueReason: 'Sales are told to the state on the day they are made.',
  significant: null,
  correctedAt: null,
  closedNote: null,
  events: [
    {
      at: '2026-11-22T20:00:00.000Z',
      actorId: 'compliance.reconcile',
      actorName: null,
      from: null,
      to: 'open',
      note: 'The till sold 3.5 g on receipt 10442; the state was not told.',
    },
  ],
}

export const RUN: RunItem = {
  id: RUN_ID,
  storeId: STORE_ID,
  storeName: 'Evergreen Capitol Hill',
  status: 'done',
  reason: 'change',
  requestedAt: '2026-11-22T20:00:00.000Z',
  finishedAt: '2026-11-22T20:00:02.000Z',
  failure: null,
  packages: 412,
  late: 1,
  opened: 1,
  reopened: 0,
  resolved: 2,
  standing: 3,
  standingMinor: 18_250,
  byClass: { unreported_sale: 2, quantity_drift: 1 },
  coverage: {
    hasShelf: true,
    sales: { from: '2026-10-08T20:00:00.000Z', until: '2026-11-22T19:58:00.000Z' },
    tillStockAt: '2026-11-22T19:55:00.000Z',
    statePackagesAt: '2026-11-22T19:56:00.000Z',
    stateReceipts: { from: '2026-10-23T00:00:00.000Z', until: '2026-11-22T19:56:00.000Z' },
  },
  signedOffAt: null,
  signedOffName: null,
  signOffNote: null,
}

export const DUE: DueReply = {
  items: [
    {
      kind: 'discrepancy',
      id: DISCREPANCY_ID,
      storeId: STORE_ID,
      storeName: 'Evergreen Capitol Hill',
      title: 'Blue Dream 3.5 g',
      detail: DISCREPANCY.explanation,
      dollarsMinor: 3500,
      dueAt: DISCREPANCY.dueAt,
      urgency: 'today',
      link: `/compliance/discrepancies/${DISCREPANCY_ID}`,
    },
  ],
  standing: 3,
  overdue: 0,
  dollarsMinor: 18_250,
  byClass: { unreported_sale: 2, quantity_drift: 1 },
  lastRuns: [RUN],
}
