import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type { FileKind } from '@suite/csv'
import { addDays, type Day, invalid, epochDay } from '@suite/kernel'
import { EVERGREEN, type EvergreenStore } from './evergreen.ts'
import { inventory, productList, salesByItem, voidedOrders } from './export-files.ts'
import { type DemoStoreHistory, simulateStore, type Span } from './simulate.ts'

export { EVERGREEN, packageTag, type EvergreenStore, type EvergreenVendor } from './evergreen.ts'

/** Fifteen months and a little: two Novembers' ends, one April 20. */
export const HISTORY_DAYS = 457

export interface EvergreenFile {
  readonly fileName: string
  /** The store the file belongs to; null for files of the whole organisation. */
  readonly storeKey: EvergreenStore['key'] | null
  readonly kind: FileKind
  /** The file's bytes; can be gone through once. */
  readonly content: AsyncIterable<Uint8Array>
}

export interface EvergreenOptions {
  /** Last day with sales, `YYYY-MM-DD`; the inventory export is of that evening. Yesterday keeps the demo fresh. */
  readonly endDate: Day
  readonly seed: number
  /** Length of the history; 457 days unless given. */
  readonly days?: number
  readonly stores?: readonly EvergreenStore['key'][]
}

/**
 * The export files of Evergreen Collective, in the order to import them: the product list, then of each store its sales,
 * its voided orders and its inventory. The same options give the same bytes. Nothing is computed before a file is read,
 * and each store's history only once.
 * @throws AppError `bad_day` when `endDate` is no day, `bad_history` when `days` is not from 7 to 1,500
 */
export const generateEvergreen = ({
  endDate,
  seed,
  days = HISTORY_DAYS,
  stores,
}: EvergreenOptions): EvergreenFile[] => {
  if (!Number.isInteger(days) || days < 7 || days > 1500)
    throw invalid('bad_history', `A history of ${days} days cannot be made. Choose from 7 to 1500.`)
  epochDay(endDate)
  const span: Span = { firstDay: addDays(endDate, 1 - days), lastDay: endDate }
  const chosen = EVERGREEN.stores.filter(({ key }) => stores?.includes(key) ?? true)
  return [
    { fileName: 'evergreen-products.csv', storeKey: null, kind: 'products', content: productList() },
    ...chosen.flatMap((store) => storeFiles(store, span, seed)),
  ]
}

const storeFiles = (store: EvergreenStore, span: Span, seed: number): EvergreenFile[] => {
  let history: DemoStoreHistory | null = null
  const played = (): DemoStoreHistory => (history ??= simulateStore(store, span, seed))
  const file = (name: string, kind: FileKind, content: () => AsyncIterable<Uint8Array>): EvergreenFile => ({
    fileName: `${store.key}-${name}.csv`,
    storeKey: store.key,
    kind,
    content: later(content),
  })
  return [
    file('sales-by-item', 'sales', () => salesByItem(store, span, played())),
    file('voided-orders', 'sales', () => voidedOrders(store, span, played())),
    file('inventory', 'stock', () => inventory(store, span.lastDay, played())),
  ]
}

async function* later(content: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* content()
}

/** Writes the files into a folder, made if need be, and returns their paths in the same order. */
export const writeEvergreen = async (folder: string, options: EvergreenOptions): Promise<string[]> => {
  await mkdir(folder, { recursive: true })
  const paths: string[] = []
  for (const { fileName, content } of generateEvergreen(options)) {
    const path = join(folder, fileName)
    await pipeline(Readable.from(content), createWriteStream(path))
    paths.push(path)
  }
  return paths
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      end: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '420' },
      days: { type: 'string', default: String(HISTORY_DAYS) },
      store: { type: 'string', multiple: true },
    },
  })
  if (values.end === undefined || values.out === undefined)
    throw invalid(
      'missing_option',
      'Usage: generate.ts --end YYYY-MM-DD --out FOLDER [--seed N] [--days N] [--store KEY]',
    )
  const stores = EVERGREEN.stores.map(({ key }) => key).filter((key) => values.store?.includes(key) ?? true)
  const paths = await writeEvergreen(values.out, {
    endDate: values.end,
    seed: Number(values.seed),
    days: Number(values.days),
    stores,
  })
  console.log(paths.join('\n'))
}

if (import.meta.main) await main()
