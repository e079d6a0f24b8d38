import type { Run } from './queries'

/** One source of a comparison: how old it was when it was compared, and what that means for the result. */
export interface Source {
  readonly name: string
  /** As of when it was known; null where there is no such source. */
  readonly at: string | null
  readonly standing: 'fresh' | 'stale' | 'missing'
  /** What a stale or missing source means; empty for a fresh one. */
  readonly means: string
}

/** Older than this when it was compared, a source is stale: the sources are asked every few minutes. */
const STALE_MS = 2 * 3_600_000

const SOURCES = [
  {
    name: 'Sales of the till',
    at: (coverage: Coverage) => coverage.sales?.until ?? null,
    stale: 'Later sales are not compared yet, so one that was not reported may be missed.',
    missing: 'No till has told its sales: nothing can be said of sales that were not reported.',
  },
  {
    name: 'Stock of the till',
    at: (coverage: Coverage) => coverage.tillStockAt,
    stale: 'The till may have changed its stock since; its quantities are as of then.',
    missing: 'No till tells its stock: shelf and state are compared without it.',
  },
  {
    name: 'Packages of the state',
    at: (coverage: Coverage) => coverage.statePackagesAt,
    stale: 'What the state changed since is not seen; its quantities are as of then.',
    missing: 'The state’s register is not connected: no package is compared with it.',
  },
  {
    name: 'Receipts of the state',
    at: (coverage: Coverage) => coverage.stateReceipts?.until ?? null,
    stale: 'Later sales are not judged: whether they were reported is not known.',
    missing: 'The state’s receipts are not read: whether sales were reported is not known.',
  },
] as const
type Coverage = NonNullable<Run['coverage']>

/** The sources of a finished comparison, each with its standing; empty while it has not compared anything. */
export const sourcesOf = ({
  coverage,
  finishedAt,
}: Pick<Run, 'coverage' | 'finishedAt'>): readonly Source[] => {
  if (coverage === null || finishedAt === null) return []
  return [
    ...(coverage.hasShelf
      ? []
      : [
          {
            name: 'Shelf',
            at: null,
            standing: 'missing' as const,
            means:
              'No package was counted or received here by its tag: till and state are compared without the shelf.',
          },
        ]),
    ...SOURCES.map(({ name, at: of, stale, missing }): Source => {
      const at = of(coverage)
      if (at === null) return { name, at, standing: 'missing', means: missing }
      const isStale = Date.parse(finishedAt) - Date.parse(at) > STALE_MS
      return { name, at, standing: isStale ? 'stale' : 'fresh', means: isStale ? stale : '' }
    }),
  ]
}
