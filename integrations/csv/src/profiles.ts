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
}

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

/** The profile whose signature these headers bear, if any. */
export const matchProfile = (headers: readonly string[]): Profile | null => {
  const present = new Set(headers.map(normalHeader))
  const bears = (profile: Profile): boolean =>
    profile.signature.every((part) =>
      typeof part === 'string' ? present.has(part) : part.some((name) => present.has(name)),
    )
  return PROFILES.find(bears) ?? null
}
