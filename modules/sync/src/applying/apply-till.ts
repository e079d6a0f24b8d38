import { keepNetWeights, type NetWeight } from '@suite/catalog'
import type { BulkSession, Tx } from '@suite/db'
import {
  copyCounts,
  copyProducts,
  ingestProducts,
  ingestTillStock,
  stagedCount,
  stagedProduct,
  type CountLine,
  type ProductLine,
} from '@suite/inventory'
import { copySales, ingestSales, refusalOf, stagedLine, type SaleLine } from '@suite/sales'
import type { ConnectionRow } from '../connections/connection-row.ts'
import type { PosPackage, PosProduct, PosSale, RefusedVendorRow } from '../vendors/canonical.ts'
import { countDay, dayImport, sourceOf } from './day-import.ts'
import { codeOf, knownProducts, tieProducts, type KnownProduct } from './identities.ts'
import { newestVersions, saleFingerprint, saleLines } from './sale-lines.ts'

/** What a batch did here. */
export interface Applied {
  readonly added: number
  readonly refused: readonly RefusedVendorRow[]
  /** Business days whose sales changed, first and last. */
  readonly fromDay: string | null
  readonly toDay: string | null
  readonly stockChanged: boolean
}

/** Two steps: fill the session's staging tables outside any tenant, then move them in with the tenant's transaction. */
export interface Staged {
  store(tx: Tx): Promise<Applied>
}

export const NOTHING: Applied = { added: 0, refused: [], fromDay: null, toDay: null, stockChanged: false }

/** Stages a till's products. */
export const stageProducts = async (
  session: BulkSession,
  connection: ConnectionRow,
  products: readonly PosProduct[],
  now: Date,
): Promise<Staged> => {
  const rows = products.map((product, n) => productLine(product, n + 1))
  await copyProducts(session, copyOf(rows, stagedProduct))
  return {
    store: async (tx) => {
      const importId = await dayImport(tx, connection, 'products', now)
      const { productsAdded, productsChanged, lines } = await ingestProducts(tx, { importId })
      await tieProducts(tx, connection.id, products)
      await keepNetWeights(tx, await netWeightsOf(tx, connection.id, products))
      await countDay(tx, importId, productsAdded + productsChanged, lines - productsAdded - productsChanged)
      return { ...NOTHING, added: productsAdded + productsChanged }
    },
  }
}

/** Stages a till's transactions; those whose amounts no ledger holds are refused. */
export const stageSales = async (
  session: BulkSession,
  connection: ConnectionRow,
  sales: readonly PosSale[],
  known: ReadonlyMap<string, KnownProduct>,
  now: Date,
): Promise<Staged> => {
  const { lines, refused } = takeable(newestVersions(sales), known)
  await copySales(
    session,
    copyOf(lines, (line) => stagedLine(line, saleFingerprint(line))),
  )
  return {
    store: async (tx) => {
      const importId = await dayImport(tx, connection, 'sales', now)
      const ingested = await ingestSales(tx, {
        storeId: connection.storeId,
        source: sourceOf(connection),
        importId,
      })
      await countDay(tx, importId, ingested.added, ingested.known)
      const changed = ingested.added > 0 || ingested.linesVoided > 0
      return {
        added: ingested.added,
        refused,
        fromDay: changed ? ingested.fromDay : null,
        toDay: changed ? ingested.toDay : null,
        stockChanged: changed,
      }
    },
  }
}

/** Stages a till's whole inventory as of an instant. */
export const stageStock = async (
  session: BulkSession,
  connection: ConnectionRow,
  packages: readonly PosPackage[],
  known: ReadonlyMap<string, KnownProduct>,
  asOf: Date,
  isComplete: boolean,
): Promise<Staged> => {
  // an answer may hold a package twice: its stock counts once
  const once = [...new Map(packages.map((row) => [row.externalId, row])).values()]
  const lines = once.map((row, n) => countLine(row, known, asOf, n + 1))
  await copyCounts(session, copyOf(lines, stagedCount))
  return {
    store: async (tx) => {
      const importId = await dayImport(tx, connection, 'stock', asOf)
      const expected = isComplete ? [...(await everyTied(tx, connection.id))] : []
      const { corrected, received } = await ingestTillStock(tx, {
        storeId: connection.storeId,
        importId,
        asOf,
        expected,
      })
      await countDay(tx, importId, corrected + received, lines.length - corrected - received)
      return { ...NOTHING, added: corrected + received, stockChanged: corrected + received > 0 }
    },
  }
}

const takeable = (
  sales: readonly PosSale[],
  known: ReadonlyMap<string, KnownProduct>,
): { lines: SaleLine[]; refused: RefusedVendorRow[] } => {
  const refused: RefusedVendorRow[] = []
  const lines = sales.flatMap((sale) => {
    const own = saleLines([sale], known)
    const refusal = own.map((line) => refusalOf(line)).find((one) => one !== null)
    if (refusal == null) return own
    // a receipt is taken whole or not at all
    refused.push({ externalId: sale.externalId, ...refusal })
    return []
  })
  return { lines: lines.map((line, n) => ({ ...line, line: n + 1 })), refused }
}

const CHUNK_ROWS = 500

/** Rows as COPY text, some hundred at a time. */
async function* copyOf<T>(rows: readonly T[], text: (row: T) => string): AsyncGenerator<string> {
  for (let from = 0; from < rows.length; from += CHUNK_ROWS)
    yield rows
      .slice(from, from + CHUNK_ROWS)
      .map((row) => text(row))
      .join('')
}

const everyTied = async (tx: Tx, connectionId: string): Promise<Set<string>> => {
  const rows = await tx.db
    .selectFrom('product_identities')
    .select('product_id')
    .where('connection_id', '=', connectionId)
    .execute()
  return new Set(rows.map(({ product_id }) => product_id))
}

const netWeightsOf = async (
  tx: Tx,
  connectionId: string,
  products: readonly PosProduct[],
): Promise<NetWeight[]> => {
  const weighed = new Map(
    products.flatMap(({ externalId, netWeight }) =>
      netWeight === undefined ? [] : [[externalId, netWeight] as const],
    ),
  )
  if (weighed.size === 0) return []
  const known = await knownProducts(tx, connectionId, [...weighed.keys()])
  const one = new Map(
    [...weighed].flatMap(([externalId, weight]) => {
      const productId = known.get(externalId)?.productId
      return productId === undefined ? [] : [[productId, { productId, ...weight }] as const]
    }),
  )
  return [...one.values()]
}

const productLine = (product: PosProduct, line: number): ProductLine => ({
  line,
  productCode: codeOf(product),
  productName: product.name,
  category: product.category,
  brand: product.brand,
  vendor: product.vendor,
  strain: product.strain,
  strainType: product.strainType,
  thcPercent: product.thc,
  cbdPercent: product.cbd,
  unit: product.unit,
  unitPrice: product.price,
  unitCost: product.cost,
  casePack: null,
  moq: null,
  barcode: product.barcode,
})

const countLine = (
  row: PosPackage,
  known: ReadonlyMap<string, KnownProduct>,
  asOf: Date,
  line: number,
): CountLine => ({
  line,
  productCode: known.get(row.productExternalId)?.code ?? `till:${row.productExternalId}`,
  productName: known.get(row.productExternalId)?.name ?? `Product ${row.productExternalId}`,
  quantity: row.quantity,
  unit: row.unit,
  countedAt: { kind: 'instant', value: asOf.toISOString() },
  room: row.room,
  packageTag: row.packageTag,
  lot: null,
  expiresOn: row.expiresOn,
  unitCost: row.unitCost,
  unitPrice: null,
  category: null,
  brand: null,
  vendor: null,
  strain: null,
})
