import { pageOf, rows, type Call, type Route } from './http.ts'
import { renderCustomer, renderOrder, renderProduct } from './render-rows.ts'
import { renderDelivery, renderPackage, renderSnapshot, roomName } from './render-stock.ts'
import { UNITS } from './build.ts'
import type { PlainRow } from './state.ts'

const includesOf = ({ query }: Call, isReport: boolean) => ({
  labResults: query.flag('includeLabResults'),
  rooms: query.flag('includeRoomQuantities'),
  allocated: query.flag('includeAllocated'),
  lineage: query.flag('includeLineage'),
  isReport,
})

/** What can be seen and changed in the range that was asked for; everything without one. */
const spanOf = ({ query }: Call): { from: number; until: number } | null => {
  const [from, until] = [query.time('fromLastModifiedDateUTC'), query.time('toLastModifiedDateUTC')]
  return from === null && until === null ? null : { from: from ?? 0, until: until ?? Infinity }
}

const productsOf = (call: Call) => {
  const span = spanOf(call)
  const { products } = call.location
  const now = call.at.getTime()
  return span === null ? products.allSeen(now) : products.changed(span.from, Infinity, now)
}

const customersOf = (call: Call) => {
  const { customers } = call.location
  const now = call.at.getTime()
  const only = call.query.whole('customerID')
  if (only !== null) return [customers.seen(only, now) ?? []].flat()
  const span = spanOf(call)
  const found = span === null ? customers.allSeen(now) : customers.changed(span.from, span.until, now)
  return call.query.text('includeAnonymous') === 'false' ? found.filter(({ row }) => !row.anonymous) : found
}

const plain = (shelf: ReadonlyMap<number, PlainRow>) => rows([...shelf.values()])

/** Stock, catalogue, people and places: everything that is read but the reports of money. */
export const stockRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/inventory',
    scope: 'Inventory',
    answer: (call) => {
      const { location } = call
      const includes = includesOf(call, false)
      const shown = location.packages.allSeen(call.at.getTime()).filter(({ row }) => {
        return row.quantity > 0 && location.products.get(row.productId)?.apiEnabled === true
      })
      return rows(shown.map((each) => renderPackage(location, each, includes)))
    },
  },
  {
    method: 'GET',
    path: '/reporting/inventory',
    scope: 'Reporting',
    answer: (call) => {
      const includes = includesOf(call, true)
      const shown = call.location.packages.allSeen(call.at.getTime()).filter(({ row }) => row.quantity !== 0)
      return rows(shown.map((each) => renderPackage(call.location, each, includes)))
    },
  },
  {
    method: 'GET',
    path: '/inventory/snapshot',
    scope: 'Inventory',
    answer: ({ location, query, at }) => {
      const day = Math.floor((query.time('fromDate') ?? at.getTime()) / 86_400_000) * 86_400_000
      const all = [...location.packages.rows()].map((row) => renderSnapshot(location, row, day))
      return rows(all.filter(({ quantity }) => quantity !== 0))
    },
  },
  {
    method: 'GET',
    path: '/inventory/inventorytransaction',
    scope: 'Inventory',
    answer: ({ location, query, at }) => {
      const [from, until] = [query.time('startDate') ?? 0, query.time('endDate') ?? at.getTime()]
      const type = query.text('transactionType')
      const found = location.movements.filter(
        (movement) =>
          movement.at >= from && movement.at <= until && (type === null || movement.type === type),
      )
      return rows(found.map((movement) => movementOf(location, movement)))
    },
  },
  {
    method: 'GET',
    path: '/inventory/receivedinventory',
    scope: 'Inventory',
    answer: ({ location, query, at }) => {
      const now = at.getTime()
      const only = query.whole('receiveInventoryHistoryId')
      const [from, until] = [query.time('startDate') ?? 0, query.time('endDate') ?? Infinity]
      const found =
        only === null
          ? location.deliveries.allSeen(now).filter(({ row }) => row.addedAt >= from && row.addedAt <= until)
          : [location.deliveries.seen(only, now) ?? []].flat()
      return rows(found.map((each) => renderDelivery(location, each)))
    },
  },
  {
    method: 'GET',
    path: '/reporting/products',
    scope: 'Reporting',
    answer: (call) => rows(productsOf(call).map((each) => renderProduct(call.location, each))),
  },
  {
    method: 'GET',
    path: '/products',
    scope: 'Inventory',
    answer: (call) => {
      const active = call.query.text('isActive')
      const shown = productsOf(call).filter(
        ({ row }) =>
          row.apiEnabled && row.online && (active === null || row.isActive === (active === 'true')),
      )
      return rows(shown.map((each) => renderProduct(call.location, each)))
    },
  },
  ...(['/customer/customers', '/reporting/customers'] as const).map((path): Route => ({
    method: 'GET',
    path,
    scope: path.startsWith('/reporting') ? 'Reporting' : 'Customer',
    answer: (call) => rows(customersOf(call).map((each) => renderCustomer(call.location, each))),
  })),
  ...(['/customer/customers-paginated', '/reporting/customers-paginated'] as const).map((path): Route => ({
    method: 'GET',
    path,
    scope: path.startsWith('/reporting') ? 'Reporting' : 'Customer',
    answer: (call) =>
      pageOf(
        call,
        customersOf(call).map((each) => renderCustomer(call.location, each)),
      ),
  })),
  {
    method: 'GET',
    path: '/purchase-order',
    scope: 'PurchaseOrder',
    answer: (call) => {
      const { location, query, at } = call
      const only = query.whole('PurchaseOrderId')
      const [from, until] = [query.time('FromDateCreated') ?? 0, query.time('ToDateCreated') ?? Infinity]
      const found = location.orders
        .allSeen(at.getTime())
        .filter(
          ({ row }) => (only === null || row.id === only) && row.createdAt >= from && row.createdAt <= until,
        )
      const withItems = query.flag('IncludeItemDetails')
      return pageOf(
        call,
        found.map((each) => renderOrder(location, each, withItems)),
      )
    },
  },
  {
    method: 'GET',
    path: '/vendor/vendors',
    scope: 'Vendor',
    answer: ({ location, query }) => {
      const [only, name] = [query.whole('vendorId'), query.text('vendorName')?.toLowerCase() ?? '']
      return rows(
        [...location.vendors.values()].filter(
          (row) =>
            (only === null || row['vendorId'] === only) &&
            String(row['vendorName']).toLowerCase().includes(name),
        ),
      )
    },
  },
  { method: 'GET', path: '/room/rooms', scope: 'Room', answer: ({ location }) => plain(location.rooms) },
  { method: 'GET', path: '/terminals', scope: 'any', answer: ({ location }) => plain(location.terminals) },
  { method: 'GET', path: '/employees', scope: 'any', answer: ({ location }) => plain(location.employees) },
  { method: 'GET', path: '/brand', scope: 'any', answer: ({ location }) => plain(location.brands) },
  {
    method: 'GET',
    path: '/product-category',
    scope: 'any',
    answer: ({ location }) => plain(location.categories),
  },
  { method: 'GET', path: '/reference/units', scope: 'any', answer: () => rows(UNITS) },
  { method: 'GET', path: '/strains', scope: 'Inventory', answer: (call) => rows(strainsOf(call)) },
  {
    method: 'GET',
    path: '/discounts/v2/list',
    scope: 'any',
    answer: ({ location, query }) =>
      rows(
        [...location.discounts.values()].filter(
          (row) => row['isActive'] === true || query.flag('includeInactive'),
        ),
      ),
  },
  {
    method: 'GET',
    path: '/integration/integration-recon',
    scope: 'Integrations',
    answer: (call) => ({
      status: 200,
      body: { lastUpdated: call.at.toISOString(), discrepancies: discrepanciesOf(call) },
    }),
  },
]

const movementOf = (location: Call['location'], movement: Call['location']['movements'][number]) => {
  const held = location.packages.get(movement.packageId)
  const product = held === undefined ? undefined : location.products.get(held.productId)
  return {
    inventoryTransactionId: movement.id,
    transactionType: movement.type,
    inventoryId: movement.packageId,
    productId: held?.productId ?? 0,
    product: product?.name ?? null,
    sku: product?.sku ?? null,
    unit: product?.unit ?? null,
    packageId: held?.tag ?? null,
    externalPackageId: held?.tag ?? null,
    quantity: movement.to - movement.from,
    fromQuantity: movement.from,
    toQuantity: movement.to,
    reason: movement.reason,
    receiveInventoryHistoryId: movement.deliveryId,
    fromRoom: roomName(location, movement.fromRoomId),
    toRoom: roomName(location, movement.toRoomId),
    transactionBy: movement.by,
    transactionDate: new Date(movement.at).toISOString(),
    unitCost: held?.unitCost ?? null,
    purchaseOrderId: null,
  }
}

const strainsOf = ({ location }: Call): PlainRow[] => {
  const types = new Map([...location.products.rows()].map(({ strain, strainType }) => [strain, strainType]))
  return [...types].flatMap(([strainName, strainType], index) =>
    strainName === null ? [] : [{ strainId: index + 1, strainName, strainType, externalId: null }],
  )
}

const discrepanciesOf = ({ location, at }: Call): PlainRow[] =>
  location.packages.allSeen(at.getTime()).flatMap(({ row }) => {
    const external = location.stateQuantities.get(row.tag)
    if (external === undefined || external === row.quantity) return []
    const product = location.products.get(row.productId)
    const unitId = product?.unit === 'g' ? 1 : 2
    return [
      {
        inventoryId: row.id,
        packageId: row.tag,
        quantity: row.quantity,
        roomId: row.roomId,
        unitId,
        externalQuantity: external,
        externalUnitId: unitId,
        equivalentExternalQuantity: external,
        difference: row.quantity - external,
        productName: product?.name ?? null,
        sku: product?.sku ?? null,
        room: roomName(location, row.roomId),
        externalRoom: null,
        unitErrorMsg: null,
        rooms: [],
        serialNumber: row.tag,
      },
    ]
  })
