'use client'

import { useQuery, queryOptions } from '@tanstack/react-query'
import { ArrowLeft, Download, Printer } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { get } from '@/lib/api'
import type { GetReplies } from '@/lib/contract'
import { count, instant, quantity } from '@/lib/format'
import { useMe, useTimeZone } from '@/lib/me'
import { useNames } from '@/lib/names'
import { spanText } from './drill-text'
import { recallOf, type Recall, type RecallSale } from './queries'
import { GoodsTable, SalesTable } from './report-tables'
import { salesCsv } from './sales-csv'
import { ScopeLine } from './scope-line'

const SALES_PAGE = 500

/** Every receipt of a recall, all pages: a report leaves nobody out. */
const allSales = (id: string) =>
  queryOptions({
    queryKey: ['/recalls/{id}/sales', { path: { id } }, 'whole'] as const,
    queryFn: async () => {
      const sales: RecallSale[] = []
      let cursor: string | null = null
      do {
        const page: GetReplies['/recalls/{id}/sales'] = await get('/recalls/{id}/sales', {
          path: { id },
          query: { limit: SALES_PAGE, cursor },
        })
        sales.push(...page.items)
        cursor = page.nextCursor
      } while (cursor !== null)
      return sales
    },
  })

/** A recall on paper: what was asked, how long each step took, all goods, all receipts. */
export const RecallReport = ({ id }: { id: string }) => {
  const recall = useQuery(recallOf(id))
  const sales = useQuery(allSales(id))
  const error = recall.error ?? sales.error
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-5 md:px-6 print:absolute print:inset-x-0 print:top-0 print:z-50 print:max-w-none print:bg-surface print:text-text print:[color-scheme:light]">
      <div className="mb-4 flex flex-wrap items-center gap-2 print:hidden">
        <Link
          href={`/compliance/recalls/${id}`}
          className="mr-auto inline-flex items-center gap-1 rounded-sm text-xs text-muted hover:text-text"
        >
          <ArrowLeft className="size-3.5" aria-hidden /> The recall
        </Link>
        {recall.data !== undefined && sales.data !== undefined && (
          <>
            <Button onClick={() => saveCsv(recall.data.title, sales.data)}>
              <Download /> Receipts as CSV
            </Button>
            <Button variant="primary" onClick={() => window.print()}>
              <Printer /> Print
            </Button>
          </>
        )}
      </div>
      {recall.data === undefined || sales.data === undefined ? (
        <>
          <h1 className="text-xl font-semibold">Report</h1>
          {error === null ? (
            <SkeletonRows rows={8} className="px-0" />
          ) : (
            <ErrorState
              error={error}
              retry={() => {
                void recall.refetch()
                void sales.refetch()
              }}
            />
          )}
        </>
      ) : (
        <Report recall={recall.data} sales={sales.data} />
      )}
    </div>
  )
}

const Report = ({ recall, sales }: { recall: Recall; sales: readonly RecallSale[] }) => {
  const { organization } = useMe()
  const zone = useTimeZone()
  const drill = recall.kind === 'drill'
  const nameOf = useNames({ onPaper: true })
  return (
    <article className="flex flex-col gap-6">
      <header>
        {drill && (
          <p className="mb-2 rounded border-2 border-frozen px-2 py-1 text-center text-sm font-semibold text-frozen-text">
            DRILL. A rehearsal: nothing was held, no customer has to be told.
          </p>
        )}
        <p className="text-sm text-muted">
          {organization.name} · {drill ? 'Recall drill' : 'Recall report'}
        </p>
        <h1 className="text-2xl font-semibold">{recall.title}</h1>
        <p className="mt-1 text-sm">{recall.reason}</p>
      </header>
      <Part title="What was asked">
        <Facts
          facts={[
            ['Goods', <ScopeLine key="scope" scope={recall.scope} />],
            ...('values' in recall.scope && recall.scope.values.length > 3
              ? [['All of them', recall.scope.values.join(', ')] as const]
              : []),
            ['Ordered by', recall.authority === '' ? 'Nobody outside' : recall.authority],
          ]}
        />
      </Part>
      <Part title="How long it took">
        <Facts
          facts={[
            ['Started', `${instant(recall.startedAt, zone)} by ${nameOf(recall.startedBy) ?? '…'}`],
            ['Goods found', stepText(recall.tracedAt, recall.tracedSeconds, zone)],
            [drill ? 'Hold rehearsed' : 'Goods held', stepText(recall.heldAt, recall.heldSeconds, zone)],
            ['Finished', stepText(recall.finishedAt, recall.finishedSeconds, zone)],
            ...(recall.outcome === null ? [] : [['Outcome', recall.outcome] as const]),
          ]}
        />
      </Part>
      <Part
        title={
          recall.finishedAt === null ? 'What it comes to so far' : 'What it came to when it was finished'
        }
      >
        <Facts
          facts={figures(
            recall.finishedAt === null ? recall.totals : { ...recall.totals, ...recall.summary },
          )}
        />
      </Part>
      <Part title={`Goods (${count(recall.goods.length)})`}>
        <GoodsTable goods={recall.goods} />
      </Part>
      <Part title={`Receipts (${count(sales.length)} lines)`}>
        <SalesTable sales={sales} />
      </Part>
    </article>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <h2 className="mb-2 border-b pb-1 text-sm font-semibold">{title}</h2>
    {children}
  </section>
)

const Facts = ({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="grid grid-cols-[10rem_1fr] gap-x-4 gap-y-1 text-sm max-sm:grid-cols-[7rem_1fr]">
    {facts.map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-muted">{name}</dt>
        <dd className="min-w-0 break-words">{value}</dd>
      </div>
    ))}
  </dl>
)

const stepText = (at: string | null, seconds: number | null, zone: string): string =>
  at === null || seconds === null ? 'not yet' : `${instant(at, zone)}, after ${spanText(seconds)}`

const figures = (totals: Recall['totals']): readonly (readonly [string, string])[] => [
  ['Stores', count(totals.stores)],
  ['Units in stock', quantity(totals.onHand)],
  ['Units sold', withPerhaps(quantity(totals.sold), totals.possiblySold, quantity(totals.possiblySold))],
  ['Units destroyed', quantity(totals.destroyed)],
  ['Receipts', withPerhaps(count(totals.receipts), totals.possibleReceipts, count(totals.possibleReceipts))],
  [
    'Customers',
    withPerhaps(count(totals.customers), totals.possibleCustomers, count(totals.possibleCustomers)),
  ],
  ['Receipts naming nobody', count(totals.receiptsWithoutCustomer)],
]

const withPerhaps = (certain: string, possible: string | number, text: string): string =>
  Number(possible) === 0 ? certain : `${certain}, perhaps ${text} more`

/** Hands the receipts to the browser as a file. */
const saveCsv = (title: string, sales: readonly RecallSale[]): void => {
  const url = URL.createObjectURL(new Blob([salesCsv(sales)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${title.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-receipts.csv`
  link.click()
  URL.revokeObjectURL(url)
}
