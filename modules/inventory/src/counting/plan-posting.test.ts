import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '@suite/kernel'
import { planPosting, type CountedLine, type CountedProduct } from './plan-posting.ts'

const line = (of: Partial<CountedLine> = {}): CountedLine => ({
  lineId: 'line',
  productId: 'p',
  lotId: 'lot',
  quantity: '10',
  countedAt: '2026-04-20 16:00:00+00',
  movedUntil: '0',
  blurred: false,
  ...of,
})
const product = (lines: readonly CountedLine[], of: Partial<CountedProduct> = {}): CountedProduct => ({
  productId: 'p',
  until: '2026-04-20 16:10:00+00',
  known: true,
  others: [],
  changedBetween: false,
  countedAfter: false,
  lines,
  ...of,
})
const PACKAGES = { by: 'package', room: false } as const
const ROOM = { by: 'package', room: true } as const
const PRODUCTS = { by: 'product', room: false } as const
const OTHER = [{ lotId: 'other', quantity: '4' }]

describe('planning the posting of a count', () => {
  it('counts a product as a whole, earlier lines brought forward to the last', () => {
    const lines = [
      line({ lineId: 'a', movedUntil: '-2' }),
      line({ lineId: 'b', lotId: 'second', quantity: '5' }),
    ]
    const { postings, problems } = planPosting([product(lines)], PACKAGES)
    expect(problems.size).toBe(0)
    expect(postings).toMatchObject([
      {
        kind: 'product',
        quantity: '13',
        at: '2026-04-20 16:10:00+00',
        lineIds: ['a', 'b'],
        lots: [
          { lotId: 'lot', quantity: '10' },
          { lotId: 'second', quantity: '5' },
        ],
      },
    ])
  })

  it('corrects lots one by one in a room, and where other lots were not counted', () => {
    for (const [of, sheet] of [
      [{}, ROOM],
      [{ others: OTHER }, PACKAGES],
    ] as const)
      expect(planPosting([product([line()], of)], sheet).postings).toMatchObject([
        { kind: 'lot', lotId: 'lot', quantity: '10', at: '2026-04-20 16:00:00+00' },
      ])
  })

  it('adds the lots that were not counted while nothing is known of the product', () => {
    const { postings } = planPosting([product([line()], { known: false, others: OTHER })], PACKAGES)
    expect(postings).toMatchObject([
      { kind: 'product', quantity: '14', lots: [{ lotId: 'lot' }, { lotId: 'other' }] },
    ])
  })

  it('leaves the lots alone where one line stands for the product', () => {
    const { postings } = planPosting([product([line({ lotId: null })], { others: OTHER })], PRODUCTS)
    expect(postings).toEqual([
      { kind: 'product', productId: 'p', quantity: '10', at: '2026-04-20 16:10:00+00', lineIds: ['line'] },
    ])
  })

  it('names what cannot be posted, and why', () => {
    const why = (
      of: Partial<CountedProduct>,
      lines = [line()],
      sheet: Parameters<typeof planPosting>[1] = PACKAGES,
    ) => {
      const { postings, problems } = planPosting([product(lines, of)], sheet)
      expect(postings).toEqual([])
      return problems.get('line')
    }
    expect(why({ countedAfter: true })).toBe('counted_again')
    expect(why({ changedBetween: true })).toBe('changed_while_counting')
    expect(why({}, [line({ blurred: true })], ROOM)).toBe('changed_without_package')
    expect(why({ others: OTHER }, [line({ lotId: null })])).toBe('packages_not_counted')
  })

  it('posts or names every line, each once, and makes the total of a whole product from its lines alone', () => {
    const quantity = fc.integer({ min: 0, max: 40 }).map(String)
    const anyLine = fc.record({
      lotId: fc.option(fc.uuid()),
      quantity,
      movedUntil: fc.integer({ min: -40, max: 40 }).map(String),
      blurred: fc.boolean(),
    })
    const anyProduct = fc.record({
      known: fc.boolean(),
      others: fc.array(fc.record({ lotId: fc.uuid(), quantity }), { maxLength: 2 }),
      changedBetween: fc.boolean(),
      countedAfter: fc.boolean(),
      lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }),
    })
    const sheet = fc.record({
      by: fc.constantFrom('package' as const, 'product' as const),
      room: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(anyProduct, { maxLength: 4 }), sheet, (given, kind) => {
        const products = given.map((each, n) =>
          product(
            each.lines.map((of, m) => line({ ...of, lineId: `${n}-${m}`, productId: `p${n}` })),
            {
              ...each,
              productId: `p${n}`,
              lines: each.lines.map((of, m) => line({ ...of, lineId: `${n}-${m}` })),
            },
          ),
        )
        const { postings, problems } = planPosting(products, kind)
        const told = [...postings.flatMap((posting) => posting.lineIds), ...problems.keys()].sort()
        expect(told).toEqual(products.flatMap((each) => each.lines.map((of) => of.lineId)).sort())
        for (const posting of postings) {
          if (posting.kind === 'lot') continue
          const of = products.find((each) => each.lines[0]?.lineId === posting.lineIds[0])!
          const found = of.lines.reduce(
            (sum, each) => sum.plus(each.quantity).plus(each.movedUntil),
            new Decimal(0),
          )
          const others = kind.by === 'product' ? [] : of.others
          const rest = others.reduce((sum, each) => sum.plus(each.quantity), new Decimal(0))
          expect(posting.quantity).toBe(Decimal.max(0, found).plus(rest).toFixed())
        }
      }),
    )
  })
})
