import { idShape, readRoute, writeRoute, type Route } from '@suite/http'
import { z } from 'zod'
import {
  arrivalInput,
  takenReply,
  transferDetail as detailShape,
  transferKey,
  transferPage,
  transfersQuery,
  type TransferItem,
} from './contract.ts'
import { countPackage } from './count-package.ts'
import type { TransferPorts } from './ports.ts'
import { takeInDelivery } from './take-in.ts'
import { transferDetail, transfers } from './transfers.ts'

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
      arrival: null,
      concerns: ['no_certificate'],
    },
  ],
  concerning: 1,
}

const KEY = { connectionId: EXAMPLE.connectionId, externalId: EXAMPLE.externalId }
const [{ tag: TAG }] = EXAMPLE.packages as [TransferItem['packages'][number]]

/** Incoming deliveries beside what was counted and taken in of them. */
export const transferRoutes = (deps: TransferPorts & { readonly now?: () => Date }): Route[] => {
  const now = (): Date => deps.now?.() ?? new Date()
  return [
    readRoute(
      {
        method: 'GET',
        path: '/compliance/transfers',
        exported: { linesOf: 'packages' },
        summary:
          'Incoming deliveries: expected, overdue, received, with what differs and which papers are missing',
        tag: 'Compliance',
        access: 'compliance.view',
        query: transfersQuery,
        reply: transferPage,
        example: { items: [EXAMPLE], nextCursor: null },
      },
      (read, { query }) => transfers(read, query, now()),
    ),
    readRoute(
      {
        method: 'GET',
        path: '/compliance/transfers/one',
        summary: 'A delivery to be counted, with the product each package probably is',
        tag: 'Compliance',
        access: 'compliance.view',
        query: transferKey,
        reply: detailShape,
        example: {
          ...EXAMPLE,
          tillBringsStock: false,
          suggestions: {
            [TAG]: {
              productId: '0198c0de-0000-7000-8000-000000000101',
              name: 'Live resin 1 g',
              unit: 'each',
              cost: '11.5',
              because: 'same_item_before',
            },
          },
        },
      },
      (read, { query }) => transferDetail(read, deps.sourcesOf, query, now()),
    ),
    writeRoute(
      {
        method: 'PUT',
        path: '/compliance/transfers/count',
        summary: 'Keep what was counted of a package on arrival; again replaces it until it is taken in',
        tag: 'Compliance',
        access: 'purchasing.receive',
        body: arrivalInput,
        reply: z.object({ id: idShape }),
        example: { id: '0198c0de-0000-7000-8000-000000000e01' },
        bodyExample: {
          ...KEY,
          tag: TAG,
          counted: '38',
          productId: '0198c0de-0000-7000-8000-000000000101',
          unitCost: '11.5',
          lotCode: 'LR-2291',
          expiresOn: '2027-06-30',
          certificate: 'COA-7781',
          lab: 'Rocky Mountain Labs',
          testedOn: '2026-10-30',
        },
      },
      async (tx, { body }) => ({ id: await countPackage(tx, body, now()) }),
    ),
    writeRoute(
      {
        method: 'POST',
        path: '/compliance/transfers/take-in',
        summary:
          'Take what was counted of a delivery into stock, each package once, with its expiry and certificate',
        tag: 'Compliance',
        access: 'purchasing.receive',
        body: transferKey,
        reply: takenReply,
        example: { packages: [{ tag: TAG, outcome: 'taken' }] },
        bodyExample: KEY,
      },
      (tx, { body }) => takeInDelivery(tx, deps, body, now()),
    ),
  ]
}
