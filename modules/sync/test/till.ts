import { chance, startSimulator, type Simulator } from '@suite/simulator'
import { explainFor } from '../src/vendors/explain.ts'
import type { PosPackage, PosProduct, PosSale } from '../src/vendors/canonical.ts'
import type { Adapter, StreamPlan } from '../src/vendors/port.ts'

/**
 * A till that speaks our own words, so that what is tested is the pulling and taking and no vendor's dialect. It pages by
 * three, changes receipts after the fact and can be told to misbehave.
 */
export interface Till extends Simulator {
  readonly truth: {
    readonly products: PosProduct[]
    readonly packages: Map<string, PosPackage>
    readonly sales: Map<string, PosSale>
  }
  /** Sells, voids or corrects something; the same seed does the same. */
  live(steps: number): void
  /** Goes wrong in every way at once, each now and then. */
  misbehave(): void
}

const PAGE = 3
const START = new Date('2026-04-20T16:00:00Z')

export const startTill = async (seed: number): Promise<Till> => {
  const random = chance(seed)
  const pick = (below: number): number => Math.floor(random() * below)
  const products = Array.from({ length: 6 }, (_, n): PosProduct => ({
    externalId: String(100 + n),
    sku: n === 5 ? null : `SKU-${n}`,
    name: `Product ${n}`,
    category: 'Flower',
    brand: null,
    vendor: null,
    strain: null,
    strainType: null,
    thc: null,
    cbd: null,
    unit: 'each',
    price: '10.00',
    cost: '4.00',
    barcode: null,
  }))
  const packages = new Map<string, PosPackage>()
  const sales = new Map<string, PosSale>()
  const simulator = await startSimulator({
    name: 'till',
    seed,
    start: START,
    answer: ({ path, query, at }) => {
      if (path === '/clock') return { status: 200, body: { now: at.toISOString() } }
      const page = Number(query.get('page') ?? 0)
      const rows = rowsOf(path, query)
      return {
        status: 200,
        body: { rows: rows.slice(page * PAGE, (page + 1) * PAGE), pages: Math.ceil(rows.length / PAGE) },
        rowsAt: 'rows',
      }
    },
    faces: {
      rateLimited: (seconds) => ({ status: 429, headers: { 'retry-after': String(seconds) }, body: {} }),
      serverError: () => ({ status: 500, body: {} }),
      unauthorized: () => ({ status: 401, body: {} }),
    },
  })
  const rowsOf = (path: string, query: URLSearchParams): readonly unknown[] => {
    if (path === '/products') return products
    if (path === '/packages') return [...packages.values()]
    const [from, until] = [query.get('from') ?? '', query.get('until') ?? '']
    return [...sales.values()].filter(({ lastModified }) => lastModified >= from && lastModified < until)
  }
  const move = (tag: string | null, units: number): void => {
    const held = packages.get(tag ?? '')
    if (held === undefined) return
    const quantity = String(Number(held.quantity) + units)
    packages.set(held.externalId, { ...held, quantity, lastModified: simulator.clock.now().toISOString() })
  }
  const receive = (): void => {
    const tag = `TAG${packages.size}`
    packages.set(tag, {
      externalId: tag,
      packageTag: tag,
      productExternalId: String(100 + pick(6)),
      quantity: String(20 + pick(20)),
      unit: 'each',
      room: 'Sales floor',
      unitCost: '4.00',
      expiresOn: '2026-12-31',
      receivedAt: simulator.clock.now().toISOString(),
      lastModified: simulator.clock.now().toISOString(),
    })
  }
  const lineOf = (n: number): PosSale['lines'][number] => {
    const stocked = [...packages.values()].filter((one) => Number(one.quantity) >= 2)
    const held = stocked[pick(stocked.length)] as PosPackage
    const quantity = 1 + pick(2)
    move(held.externalId, -quantity)
    return {
      externalId: String(n),
      productExternalId: held.productExternalId,
      packageTag: held.packageTag,
      quantity: String(quantity),
      unit: 'each',
      unitPrice: '10.00',
      discountMinor: 50,
      netMinor: quantity * 1000 - 50,
      costMinor: quantity * 400,
      taxes: [{ kind: 'sales', minor: 80 }],
      returned: false,
    }
  }
  const sell = (): void => {
    const at = simulator.clock.now().toISOString()
    const id = `R${sales.size}`
    sales.set(id, {
      externalId: id,
      soldAt: at,
      lastModified: at,
      voided: false,
      returnOf: null,
      customerExternalId: null,
      staff: 'Robin',
      isMedical: false,
      tenders: [{ kind: 'cash', minor: 1000 }],
      lines: Array.from({ length: 1 + pick(3) }, (_, n) => lineOf(n)),
    })
  }
  const voidOne = (): void => {
    const sale = [...sales.values()][pick(sales.size)]
    if (sale === undefined || sale.voided) return
    for (const line of sale.lines) move(line.packageTag, Number(line.quantity))
    sales.set(sale.externalId, { ...sale, voided: true, lastModified: simulator.clock.now().toISOString() })
  }
  const correct = (): void => {
    const sale = [...sales.values()][pick(sales.size)]
    if (sale === undefined || sale.voided || sale.lines.length < 2) return
    const [gone, ...kept] = sale.lines
    move(gone?.packageTag ?? null, Number(gone?.quantity ?? 0))
    sales.set(sale.externalId, { ...sale, lines: kept, lastModified: simulator.clock.now().toISOString() })
  }
  for (let n = 0; n < 6; n += 1) receive()
  return {
    ...simulator,
    truth: { products, packages, sales },
    misbehave: () =>
      simulator.trouble(
        (
          [
            ['server_error', 0.12],
            ['lost_answer', 0.08],
            ['never_acts', 0.05],
            ['truncated_json', 0.08],
            ['doubled_rows', 0.2],
            ['shuffled_rows', 0.2],
            ['rate_limited', 0.08],
            ['slow_drip', 0.1],
          ] as const
        ).map(([kind, share]) => ({
          kind,
          share,
          match: '/(products|packages|sales)',
          amount: kind === 'slow_drip' ? 40 : 0,
        })),
      ),
    live: (steps) => {
      for (let step = 0; step < steps; step += 1) {
        simulator.clock.advance(60_000)
        const dice = random()
        if (dice < 0.7) sell()
        else if (dice < 0.8) voidOne()
        else if (dice < 0.9) correct()
        else receive()
      }
    },
  }
}

const plan = (name: string, mode: StreamPlan['mode']): StreamPlan => ({
  name,
  title: name,
  mode,
  every: 60,
  overlap: 600,
  lag: 0,
  longestWindow: 20 * 60,
  backfillDays: 1,
  staleAfter: 3600,
})

/** The adapter of the test's till. */
export const tillAdapter: Adapter = {
  vendor: 'dutchie',
  title: 'Till',
  kind: 'pos',
  credentials: [],
  settings: [{ name: 'baseUrl', label: 'Address', help: '', secret: false, required: true }],
  streams: [plan('products', 'snapshot'), plan('sales', 'window'), plan('packages', 'snapshot')],
  test: () => Promise.resolve({ ok: true, summary: '', advice: null, places: [] }),
  async *pull(access, stream, window) {
    for (let page = 0, pages = 1; page < pages; page += 1) {
      const query = new URLSearchParams({
        page: String(page),
        ...(window === null ? {} : { from: window.from.toISOString(), until: window.until.toISOString() }),
      })
      const answer = await access.send({
        method: 'GET',
        url: `${access.settings['baseUrl']}/${stream}?${query.toString()}`,
        claims: [{ key: 'till', permits: 500, windowMs: 1000 }],
      })
      if (answer.status !== 200) throw new Error(`till answered ${answer.status}`)
      const body = JSON.parse(answer.text) as { rows: unknown[]; pages: number }
      pages = body.pages
      yield { text: answer.text, rows: body.rows.length, cursor: null }
    }
  },
  read: (stream, text) => {
    const { rows } = JSON.parse(text) as { rows: never[] }
    return { [stream === 'packages' ? 'stock' : stream]: rows, refused: [] }
  },
  explain: explainFor('Till'),
}
