import { describe, expect, test } from 'vitest'
import { layoutProblems } from './layout.ts'
import { PROFILES } from './profiles.ts'
import { readWhole, stockRows } from './reading.fixture.ts'
import { sniffFile } from './sniff.ts'

const sniff = (text: string) => sniffFile(Buffer.from(text))
const PREAMBLE =
  'Export Date:,11/20/2026 9:12 AM\r\nFrom Date:,11/01/2026\r\nTo Date:,11/19/2026\r\nLocation:,Evergreen Denver\r\n'

describe('stock exports', () => {
  const TREEZ =
    'storeid,batch_id,location_id,product_id,state_tracking_id,unit_of_measure,amount,type,status,start_date,source,sold_units,returned_units,returned_from_pos,reserved_units,productname,productbrand,packed_and_ready_units,package_id,original_start_date,location_type,location_name,last_user_id,last_reconciliation_id\n'
  test('Treez, the inventory data set', async () => {
    const file = `${TREEZ}7,b-1,l-1,p-1,1A4060300003EE1000012345,UNITS,14,ADULT,AVAILABLE,2026-11-01T08:00:00Z,MANIFEST,3,0,0,2,Blue Dream 3.5g,High Peak,0,pk-1,2026-11-01T08:00:00Z,SELLABLE,Sales floor,u-1,r-1\n`
    expect(sniff(file)).toMatchObject({ profile: 'treez-inventory', kind: 'stock' })
    expect(layoutProblems(sniff(file))).toEqual([])
    expect(await stockRows(file)).toMatchObject([
      {
        productCode: 'p-1',
        productName: 'Blue Dream 3.5g',
        brand: 'High Peak',
        quantity: '14',
        unit: 'each',
        room: 'Sales floor',
        lot: 'b-1',
        packageTag: '1A4060300003EE1000012345',
        category: null,
      },
    ])
  })
  const METRC =
    'Tag,Source Harvest(s),Source Package(s),Location,Item,Category,Item Strain,Quantity,Unit Of Measure,Lab Test Status,Packaged Date,Administrative Hold,Finished Goods,Production Batch Number,Source Production Batch\r\n'
  const METRC_ROW =
    '1A4060300003EE1000012345,H-1,1A4060300003EE1000000001,Vault,Piña Express 1g,Pre-Roll,Piña Express,"1,204",Each,TestPassed,11/01/2026,No,No,PB-7,\r\n'
  test.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${METRC}${METRC_ROW}`)],
    ['windows-1252', Buffer.from(METRC + METRC_ROW, 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${METRC}${METRC_ROW}`, 'utf16le')],
  ])('Metrc, Packages → Active in %s', async (_, bytes) => {
    expect(sniffFile(bytes).profile).toBe('metrc-packages')
    const { rows, refused } = await readWhole(bytes)
    expect(refused).toEqual([])
    expect(rows).toMatchObject([
      {
        type: 'stock',
        productName: 'Piña Express 1g',
        quantity: '1204',
        room: 'Vault',
        lot: 'PB-7',
        strain: 'Piña Express',
        packageTag: '1A4060300003EE1000012345',
      },
    ])
  })
  test.each([
    'Product,Master Category,Available,SKU,Batch,METRC Package ID,Unit Cost,Med Price,Package Size,EComm Strain Type,Vendor,Best By,COA ID\nBlue Dream,Flower,4,BD,B1,1A4060300003EE1000012345,10,25,3.5g,Indica,North,2027-01-31,C1\n',
    'Product Name,Category,On Hand,Lot,External Package ID,Cost,Retail Price,Strain,Brand,Expiration Date\nBlue Dream,Flower,4,B1,1A4060300003EE1000012345,10,25,BD,North,2027-01-31\n',
  ])('Dutchie-like inventory pages: %s', async (file) => {
    expect(layoutProblems(sniff(file))).toEqual([])
    expect(await stockRows(file)).toMatchObject([
      {
        quantity: '4',
        unitCost: '10',
        unitPrice: '25',
        expiresOn: '2027-01-31',
        packageTag: '1A4060300003EE1000012345',
      },
    ])
  })
})

describe('exports that hold nothing to import are named, with what to hand in instead', () => {
  test.each([
    [
      'dutchie-hourly-totals',
      `${PREAMBLE}Location Name,Day,Starting Hour,Total Orders,Gross Sales,Total Inventory Sold,Total Delivery Orders\r\nEvergreen Denver,11/02/2026,9 AM,12,"$1,114.35",31,0\r\n`,
      /Sales by item/,
    ],
    [
      'metrc-transfers',
      "Manifest,Inv. Nbr,Origin Lic.,Origin Facility,Origin Facility Type,Dest. Lic.,Destination Facility,Dest. Facility Type,Type,Created,Created by User,Received,Received by User,Voided,Package,State,Item,Item Category,Shipper Dollar Amount,Receiver Dollar Amount,Actual Ship'd,UoM,Actual Rcv'd,UoM,Count Ship'd,UoM\n0000123,,402-1,North,Grower,402-2,Evergreen,Store,Wholesale,11/01/2026,ann,11/02/2026,bob,No,1A4060300003EE1000012345,Accepted,Blue Dream,Buds,100,100,10,Each,10,Each,10,Each\n",
      /Packages → Active/,
    ],
    [
      't3-transfer',
      'Package,Source Harvest(s),Source Package(s),Item Name,Item Category,Item Strain,Lab Testing State,Quantity,Unit of Measure,Gross Weight,Wholesale Price\n1A4060300003EE1000012345,H,S,Blue Dream,Buds,BD,TestPassed,10,Each,1,100\n',
      /one transfer/,
    ],
    [
      't3-new-packages',
      'New Package Tag,Source Package Tag,Source Package Quantity Used,Source Package Quantity Unit of Measure,Location Name,Item Name,New Package Quantity,New Package Unit,Packaged Date,Note\n1A4060300003EE1000012345,1A4060300003EE1000000001,10,Grams,Vault,Blue Dream,10,Each,2026-11-01,\n',
      /making packages/,
    ],
    [
      'treez-inventory-log',
      'org_id,store_id,store_state,store_timezone,log_date,next_log_date,inventory_log_id,log_action,batch_id,inventory_id,product_id,product_brand,product_name\no,s,CA,America/Los_Angeles,2026-11-01,2026-11-02,1,SALE,b,i,p,North,Blue Dream\n',
      /inventory data set/,
    ],
    [
      'treez-invoice-products',
      'org_id,store_id,invoice_id,invoice_line_id,invoice_created_date,invoice_number,invoice_external_id,invoice_status,invoice_source,invoice_inventory_type,distributor_id,distributor_name,term_id\no,s,i,1,2026-11-01,77,,RECEIVED,MANIFEST,ALL,d,North,t\n',
      /what was bought/,
    ],
  ])('%s', (profile, file, words) => {
    const layout = sniff(file)
    expect(layout.profile).toBe(profile)
    expect(layoutProblems(layout)).toEqual([expect.stringMatching(words)])
  })
})

test('every known export has a name of its own, and no two are told by the same headers', () => {
  expect(new Set(PROFILES.map(({ name }) => name)).size).toBe(PROFILES.length)
  expect(new Set(PROFILES.map(({ signature }) => JSON.stringify(signature))).size).toBe(PROFILES.length)
})
