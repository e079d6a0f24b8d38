import { sql, type Read } from '@suite/db'
import { notFound } from '@suite/kernel'
import type { Coverage, HoldSpan, PackageFacts, World } from '../../reconciliation/engine/facts.ts'
import { DEFAULT_LAGS } from '../../reconciliation/engine/facts.ts'
import { expiryMeaning } from '../../state-rules/expiry-meaning.ts'
import type { SourcesOf, StoreSources } from '../ports.ts'
import { readDeliveries, readElsewhere, readHistory, readSide } from './read-mirror.ts'
import { gramsOf, readProducts, type ReconciledProduct } from './read-products.ts'
import { readNumbers, readReports, readSales } from './read-sales.ts'
import { windowFrom, type Scope } from './scope.ts'
import { readHolds, readLots, readMovements, type TaggedLot } from './read-shelf.ts'

/**
 * Everything that is known of the packages of a store, from our ledger and the mirrors, in a handful of statements.
 * @throws AppError `not_found`
 */
export const readWorld = async (
  read: Read,
  input: { readonly storeId: string; readonly now: Date; readonly sourcesOf: SourcesOf },
): Promise<World> => {
  const scope = await scopeOf(read, input)
  const { till, state } = scope.sources
  const lots = await readLots(scope)
  const [pos, register] = [await readSide(scope, till), await readSide(scope, state)]
  const [sales, reports] = [await readSales(scope), await readReports(scope)]
  const movements = await readMovements(scope)
  const holds = await readHolds(scope)
  const numbers = await readNumbers(scope)
  const deliveries = await readDeliveries(scope)
  const lotOf = new Map(lots.map((lot) => [lot.tag, lot]))
  const tags = [
    ...new Set([...lotOf.keys(), ...pos.keys(), ...register.keys(), ...sales.keys(), ...reports.keys()]),
  ]
  const productOf = (tag: string): string | null =>
    lotOf.get(tag)?.productId ?? sales.get(tag)?.[0]?.productId ?? null
  const products = await readProducts(
    read,
    [...new Set(tags.flatMap((tag) => productOf(tag) ?? []))],
    till?.connectionId ?? null,
  )
  const history = await readHistory(scope, [...sales.keys()])
  const elsewhere = await readElsewhere(
    scope,
    tags.filter((tag) => register.get(tag)?.active !== true),
  )
  const packages = tags.map((tag): PackageFacts => {
    const lot = lotOf.get(tag)
    const product = products.get(productOf(tag) ?? '')
    const said = pos.get(tag)
    return {
      tag,
      productId: product?.id ?? null,
      productName: product?.name ?? register.get(tag)?.itemName ?? '',
      category: product?.category ?? null,
      price: product?.price ?? null,
      unitGrams: product === undefined ? null : gramsOf(product),
      casePack: product?.casePack ?? 1,
      shelf: lot === undefined ? null : shelfOf(lot, product),
      pos: said === undefined ? null : { ...said, price: product?.tillPrice ?? null },
      state: register.get(tag) ?? null,
      elsewhere: elsewhere.get(tag) ?? null,
      sales: sales.get(tag) ?? [],
      reports: reports.get(tag) ?? [],
      movements: movements.get(tag) ?? [],
      received: deliveries.get(tag) ?? [],
      history: history.get(tag) ?? [],
      holds: holdsOf(holds, tag, lot, product),
    }
  })
  return {
    packages,
    coverage: coverageOf(scope, lots.length > 0),
    lags: DEFAULT_LAGS,
    tillNumbers: numbers.all,
    untaggedNumbers: numbers.untagged,
    expiryCounts: await expiryBars(scope, packages),
  }
}

const scopeOf = async (
  read: Read,
  { storeId, now, sourcesOf }: { storeId: string; now: Date; sourcesOf: SourcesOf },
): Promise<Scope> => {
  const { rows } = await sql<{ state: string }>`select state from stores where id = ${storeId}`.execute(
    read.db,
  )
  const [store] = rows
  if (store === undefined) throw notFound('store')
  const sources = await sourcesOf(read, storeId)
  return {
    read,
    storeId,
    state: store.state,
    sources,
    now,
    from: await windowFrom(read, storeId, now),
  }
}

const shelfOf = (lot: TaggedLot, product: ReconciledProduct | undefined): PackageFacts['shelf'] => ({
  quantity: lot.quantity,
  unit: product?.unit ?? 'each',
  room: lot.room,
  knownSince: lot.receivedAt,
  countedAt: lot.countedAt,
})

const holdsOf = (
  holds: Awaited<ReturnType<typeof readHolds>>,
  tag: string,
  lot: TaggedLot | undefined,
  product: ReconciledProduct | undefined,
): HoldSpan[] => [
  ...(holds.tag.get(tag) ?? []),
  ...(holds.lot.get(lot?.lotId ?? '') ?? []),
  ...(holds.product.get(product?.id ?? '') ?? []),
]

const coverageOf = ({ now, from, sources }: Scope, hasShelf: boolean): Coverage => ({
  now: now.getTime(),
  hasShelf,
  sales: spanOf(sources.till?.sales, from),
  posAt: sources.till?.stockAt?.getTime() ?? null,
  stateAt: sources.state?.packagesAt?.getTime() ?? null,
  receipts: spanOf(sources.state?.receipts, from),
})

const spanOf = (
  span: NonNullable<StoreSources['till']>['sales'] | undefined,
  from: Date,
): Coverage['sales'] =>
  span == null ? null : { from: Math.max(span.from.getTime(), from.getTime()), until: span.until.getTime() }

/** Whether a sale after the date is barred, asked once a category. What nobody knows bars nothing. */
const expiryBars = async (
  { read, state, now }: Scope,
  packages: readonly PackageFacts[],
): Promise<World['expiryCounts']> => {
  const categories = new Set(packages.flatMap(({ category }) => category ?? []))
  const barred = new Set<string>()
  for (const category of categories)
    if (
      (await expiryMeaning(read, { state, category, day: now.toISOString().slice(0, 10) })) === 'sale_barred'
    )
      barred.add(category)
  return (category) => category !== null && barred.has(category)
}
