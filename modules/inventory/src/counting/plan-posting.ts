import { Decimal } from '@suite/kernel'

/** A counted line with what the ledger knows of the time around its count. Instants are text as PostgreSQL writes them. */
export interface CountedLine {
  readonly lineId: string
  readonly productId: string
  readonly lotId: string | null
  readonly quantity: string
  readonly countedAt: string
  /** Sum of the movements naming its lot from its count until the product's last line was counted. */
  readonly movedUntil: string
  /** Since its count the product was counted, or changed without naming a lot. */
  readonly blurred: boolean
}

/** The counted lines of one product, earliest first. */
export interface CountedProduct {
  readonly productId: string
  /** When its last line was counted. */
  readonly until: string
  /** The ledger knew the product's stock by then. */
  readonly known: boolean
  /** Its other lots that held something then. */
  readonly others: readonly { readonly lotId: string; readonly quantity: string }[]
  /** Between its first and last line it was counted elsewhere, or changed without naming a lot. */
  readonly changedBetween: boolean
  /** It was counted as a whole after its last line. */
  readonly countedAfter: boolean
  readonly lines: readonly CountedLine[]
}

/** One call of the count command. */
export type Posting =
  | {
      readonly kind: 'product'
      readonly productId: string
      readonly quantity: string
      readonly at: string
      /** Absent when the sheet has one line for the product, whatever lots it is in. */
      readonly lots?: readonly {
        readonly lotId: string
        readonly quantity: string
        readonly countedAt: string
      }[]
      readonly lineIds: readonly string[]
    }
  | {
      readonly kind: 'lot'
      readonly productId: string
      readonly lotId: string
      readonly quantity: string
      readonly at: string
      readonly lineIds: readonly string[]
    }

/** Why a line cannot be posted as it is. */
export type LineProblem =
  | 'counted_again'
  | 'changed_while_counting'
  | 'changed_without_package'
  | 'packages_not_counted'

/** How the sheet was made: by product each line is a whole product; a room shows only part of one. */
export interface SheetKind {
  readonly by: 'package' | 'product'
  readonly room: boolean
}

/**
 * How counted lines become counts in the ledger. A product whose every lot was counted is counted as a whole at the moment
 * of its last line, earlier lines brought forward by the movements that name their lot; one that is counted in part is
 * corrected lot by lot. What cannot be told apart any more is named, never guessed.
 */
export const planPosting = (
  products: readonly CountedProduct[],
  sheet: SheetKind,
): { postings: Posting[]; problems: Map<string, LineProblem> } => {
  const postings: Posting[] = []
  const problems = new Map<string, LineProblem>()
  for (const product of products) {
    const planned = planProduct(product, sheet)
    postings.push(...planned.postings)
    for (const [lineId, problem] of planned.problems) problems.set(lineId, problem)
  }
  return { postings, problems }
}

interface Planned {
  readonly postings: readonly Posting[]
  readonly problems: readonly (readonly [string, LineProblem])[]
}

const planProduct = (product: CountedProduct, sheet: SheetKind): Planned => {
  const whole = sheet.by === 'product' || (!sheet.room && product.others.length === 0)
  if (whole || !product.known) return countWhole(product, sheet)
  const planned = product.lines.map((line) => countPart(line))
  return {
    postings: planned.flatMap((each) => (typeof each === 'string' ? [] : [each])),
    problems: planned.flatMap((each, n) =>
      typeof each === 'string' ? [[product.lines[n]?.lineId ?? '', each] as const] : [],
    ),
  }
}

const countWhole = (product: CountedProduct, sheet: SheetKind): Planned => {
  const lineIds = product.lines.map((line) => line.lineId)
  if (product.countedAfter || product.changedBetween) {
    const problem = product.countedAfter ? 'counted_again' : 'changed_while_counting'
    return { postings: [], problems: lineIds.map((id) => [id, problem] as const) }
  }
  const found = product.lines.reduce(
    (sum, line) => sum.plus(line.quantity).plus(line.movedUntil),
    new Decimal(0),
  )
  // goods that left between the lines were counted on none of them
  const total = product.others.reduce(
    (sum, lot) => (sheet.by === 'package' ? sum.plus(lot.quantity) : sum),
    Decimal.max(0, found),
  )
  const lots = [
    ...product.lines.flatMap(({ lotId, quantity, countedAt }) =>
      lotId === null ? [] : [{ lotId, quantity, countedAt }],
    ),
    ...product.others.map((lot) => ({ ...lot, countedAt: product.until })),
  ]
  return {
    problems: [],
    postings: [
      {
        kind: 'product',
        productId: product.productId,
        quantity: total.toFixed(),
        at: product.until,
        lineIds,
        ...(sheet.by === 'package' ? { lots } : {}),
      },
    ],
  }
}

const countPart = (line: CountedLine): Posting | LineProblem => {
  if (line.lotId === null) return 'packages_not_counted'
  if (line.blurred) return 'changed_without_package'
  return {
    kind: 'lot',
    productId: line.productId,
    lotId: line.lotId,
    quantity: line.quantity,
    at: line.countedAt,
    lineIds: [line.lineId],
  }
}
