import { normalHeader } from './aliases.ts'
import type { Field, FileKind, FileLayout } from './canonical.ts'

/** A known export: the headers that give it away, and where its columns mean something else than their names say. */
export interface Profile {
  readonly name: string
  readonly kind: FileKind
  /** Normalised headers that must all be there; an inner list means one of them. */
  readonly signature: readonly (string | readonly string[])[]
  /** Normalised header → field, over the alias table. */
  readonly fields: Readonly<Record<string, Field | null>>
  readonly dateOrder: FileLayout['dateOrder'] | null
  /** Why such a file cannot be imported and what to hand in instead, for exports that hold no sales, stock or products. */
  readonly unusable?: string
}

/** Exports that are known and hold nothing a store's sales, stock or products could be read from. */
const WITHOUT_STOCK_OR_SALES: readonly Profile[] = [
  {
    name: 'dutchie-hourly-totals',
    kind: 'sales',
    signature: ['day', 'startinghour', 'totalorders', 'grosssales'],
    fields: {},
    dateOrder: 'mdy',
    unusable:
      'These are totals by hour: they name no product, so no sale can be read from them. Export “Sales by item” for the same days instead.',
  },
  {
    name: 'metrc-transfers',
    kind: 'stock',
    signature: ['manifest', 'package', 'shipperdollaramount', ['originlic', 'originlicense']],
    fields: {},
    dateOrder: 'mdy',
    unusable:
      'This is Metrc’s report of transfers: what was on the road, not what lies on the shelf. Deliveries come in by the connection to Metrc; for stock export Packages → Active.',
  },
  {
    name: 't3-transfer',
    kind: 'stock',
    signature: ['package', 'sourcepackages', 'itemname', 'quantity', 'wholesaleprice'],
    fields: {},
    dateOrder: 'mdy',
    unusable:
      'This is the content of one transfer, not what lies on the shelf. For stock export Packages → Active from Metrc.',
  },
  {
    name: 't3-new-packages',
    kind: 'stock',
    signature: ['newpackagetag', 'sourcepackagetag', 'newpackagequantity'],
    fields: {},
    dateOrder: 'mdy',
    unusable:
      'This is a form for making packages in Metrc, not what lies on the shelf. For stock export Packages → Active from Metrc.',
  },
  {
    name: 'treez-inventory-log',
    kind: 'stock',
    signature: ['inventorylogid', 'logaction', 'logdate'],
    fields: {},
    dateOrder: null,
    unusable:
      'This is Treez’s log of changes, in which the same stock stands many times. Hand in the inventory data set instead.',
  },
  {
    name: 'treez-invoice-products',
    kind: 'products',
    signature: ['invoiceid', 'invoicelineid', 'distributorname'],
    fields: {},
    dateOrder: null,
    unusable:
      'These are lines of Treez’s invoices: what was bought, not what lies on the shelf. Hand in the inventory data set instead.',
  },
]

/** Tried in this order. Sources: vendor exports as found in public importers; see README. */
export const PROFILES: readonly Profile[] = [
  {
    name: 'dutchie-sales-by-item',
    kind: 'sales',
    signature: [
      'orderid',
      ['totalinventorysold', 'inventorysold'],
      ['netsales', 'grosssales'],
      ['productname', 'product'],
    ],
    fields: {
      totalinventorysold: 'quantity',
      inventorycost: 'cost',
      producer: 'brand',
      batchid: 'lot',
      packageid: null,
      unitweightsold: null,
      totalweightsold: null,
      orderprofit: null,
    },
    dateOrder: 'mdy',
  },
  {
    name: 'dutchie-inventory-audit',
    kind: 'stock',
    signature: ['countedqty', 'expectedqty', ['packageid', 'externalpackageid']],
    fields: { countedqty: 'quantity', expectedqty: null, id: null, note: null, adjustmentreason: null },
    dateOrder: 'mdy',
  },
  {
    name: 'uci-online-retail',
    kind: 'sales',
    signature: [['invoiceno', 'invoice'], 'stockcode', 'invoicedate', ['unitprice', 'price'], 'country'],
    fields: { country: null },
    dateOrder: null,
  },
  {
    name: 'metrc-packages',
    kind: 'stock',
    signature: ['tag', 'item', 'quantity', ['unitofmeasure', 'uom']],
    fields: {
      tag: 'packageTag',
      item: 'productName',
      itemstrain: 'strain',
      location: 'room',
      packageddate: null,
    },
    dateOrder: 'mdy',
  },
  {
    name: 'treez-inventory',
    kind: 'stock',
    signature: ['batchid', 'locationid', 'productid', 'statetrackingid', 'amount'],
    // `amount` is taken for what lies there, reserved units included; Treez publishes names, not meanings
    fields: {
      amount: 'quantity',
      productid: 'productCode',
      productname: 'productName',
      productbrand: 'brand',
      statetrackingid: 'packageTag',
      batchid: 'lot',
      locationname: 'room',
      packageid: null,
      type: null,
    },
    dateOrder: null,
  },
  ...WITHOUT_STOCK_OR_SALES,
  {
    name: 'dutchie-inventory',
    kind: 'stock',
    signature: [
      ['externalpackageid', 'packageid'],
      ['available', 'availablequantity', 'quantityavailable'],
      ['product', 'productname'],
    ],
    fields: {},
    dateOrder: 'mdy',
  },
]

/** Why files of a known export cannot be imported, and what to hand in instead; null when they can. */
export const whyUnusable = (profile: string): string | null =>
  PROFILES.find(({ name }) => name === profile)?.unusable ?? null

/** The profile whose signature these headers bear, if any. */
export const matchProfile = (headers: readonly string[]): Profile | null => {
  const present = new Set(headers.map(normalHeader))
  const bears = (profile: Profile): boolean =>
    profile.signature.every((part) =>
      typeof part === 'string' ? present.has(part) : part.some((name) => present.has(name)),
    )
  return PROFILES.find(bears) ?? null
}
