import { expect, it } from 'vitest'
import { bioTrackProfile } from '../states.ts'
import { manifestLookupReply, transferLookupReply } from '../wire/replies.ts'
import { inboundRow, vendorRow } from '../wire/tables.ts'
import { toStateTransfers } from './transfer.ts'

const profile = bioTrackProfile('ND')
const items = (...barcodes: string[]) =>
  transferLookupReply.parse({
    data: barcodes.map((barcode_id) => ({
      barcode_id,
      inventorytype: '28',
      product: 'Mints',
      quantity: '10',
    })),
  }).data
const received = (inventoryid: string, transactionid: number, over = {}) =>
  inboundRow.parse({
    inventoryid,
    transactionid,
    sessiontime: String(1_700_000_000 + transactionid),
    manifestid: 'M1',
    outbound_license: '9',
    inventorytype: '28',
    location: '1',
    quantity: '10',
    price: '25.00',
    ...over,
  })
const [manifest] = manifestLookupReply.parse({
  data: [{ manifest_id: 'M1', license_number: '9', trade_name: 'Grower', transfer_date: '4/5/2026' }],
}).data
const vendors = [vendorRow.parse({ transactionid: 1, ubi: '2', location: '9', name: 'Grower Inc' })]
const whole = (barcodes: readonly string[], rows: Parameters<typeof toStateTransfers>[1]) =>
  toStateTransfers(
    manifest === undefined || barcodes.length === 0 ? [] : [{ manifest, items: items(...barcodes) }],
    rows,
    vendors,
    profile,
  )

it('tells each package once, what arrived counting before what waits', () => {
  expect(whole(['a', 'a', 'b'], [received('b', 7), received('b', 7)])).toMatchObject([
    {
      manifest: 'M1',
      shipper: { licence: '9', name: 'Grower' },
      shippedOn: '2026-04-05',
      receivedAt: new Date(1_700_000_007_000),
      complete: false,
      packages: [
        { tag: 'a', state: 'Shipped', shipped: { quantity: '10', unit: 'Each' }, received: null },
        { tag: 'b', state: 'Accepted', shipped: null, received: { quantity: '10' }, wholesaleMinor: 2500 },
      ],
    },
  ])
})

it('is complete when nothing waits, and names the shipper from the list of vendors', () => {
  expect(whole([], [received('a', 7), received('b', 9)])).toMatchObject([
    { complete: true, shipper: { name: 'Grower Inc' }, receivedAt: new Date(1_700_000_009_000) },
  ])
})

it('forgets a receipt that was taken back', () => {
  const rows = [received('a', 7), received('a', 9, { transactionid_original: 7, deleted: '1' })]
  expect(whole(['a'], rows)).toMatchObject([{ receivedAt: null, packages: [{ state: 'Shipped' }] }])
})

it('refuses a kind of inventory the state’s list lacks, naming it', () => {
  expect(() => whole([], [received('a', 7, { inventorytype: '77' })])).toThrow(/Inventory type 77/)
})
