import { readRoute, type Route } from '@suite/http'
import { transferPage, transfersQuery, type TransferItem } from './contract.ts'
import { transfers } from './transfers.ts'

const EXAMPLE: TransferItem = {
  connectionId: '0198c0de-0000-7000-8000-000000000d01',
  externalId: '90412',
  storeId: '0198c0de-0000-7000-8000-000000000001',
  storeName: 'Evergreen Capitol Hill',
  manifest: '0003412',
  shipperLicence: '403R-00012',
  shipperName: 'High Plains Extracts',
  standing: 'overdue',
  expectedAt: '2026-11-22T18:00:00.000Z',
  receivedAt: null,
  dueAt: '2026-11-23T06:59:59.999Z',
  dueBasis: 'none',
  dueReason: 'No verified deadline; treat as today.',
  packages: [
    {
      tag: '1A4060300000001000000901',
      itemName: 'Live resin 1 g',
      state: 'Shipped',
      unit: 'Each',
      shipped: '40',
      receivedAtState: null,
      takenIn: null,
      shelfUnit: null,
      onHand: null,
      expiresOn: '2027-06-30',
      labState: 'TestPassed',
      certificate: null,
      concerns: ['no_certificate'],
    },
  ],
  concerning: 1,
}

/** Incoming deliveries beside what was taken in of them. */
export const transferRoutes = (deps: { readonly now?: () => Date } = {}): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/compliance/transfers',
      summary:
        'Incoming deliveries: expected, overdue, received, with what differs and which papers are missing',
      tag: 'Compliance',
      access: 'compliance.view',
      query: transfersQuery,
      reply: transferPage,
      example: { items: [EXAMPLE], nextCursor: null },
    },
    (read, { query }) => transfers(read, query, deps.now?.() ?? new Date()),
  ),
]
