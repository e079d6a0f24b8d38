'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, PackagePlus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Screen } from '@/components/ui/page'
import { Progress } from '@/components/ui/progress'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { count } from '@/lib/format'
import { FoundDialog } from './found-dialog'
import { HandIn } from './hand-in'
import { LineCard } from './line-card'
import { LineList } from './line-list'
import { sessionOf, wholeSheet, type SheetLine } from './queries'
import { SavingLine } from './saving-line'
import { ScanField } from './scan-field'
import { useOutbox } from './use-outbox'
import { useWalk } from './use-walk'

/** Counting at the shelf, with one hand on a phone. */
export const SheetPage = ({ id }: { id: string }) => {
  const session = useQuery(sessionOf(id))
  const { data, error, refetch } = useQuery(wholeSheet(id))
  const back = (
    <Link
      href={`/compliance/counts/${id}`}
      className="mb-1 inline-flex items-center gap-1 rounded-sm text-xs text-muted hover:text-text"
    >
      <ArrowLeft className="size-3.5" aria-hidden /> The count
    </Link>
  )
  return (
    <Screen title={session.data?.name ?? 'Count'} back={back} className="max-w-xl">
      {data === undefined ? (
        <Card>
          {error === null ? (
            <SkeletonRows rows={5} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      ) : data.pass === null ? (
        <Card>
          <EmptyState
            title="You are not counting here"
            action={
              <Button asChild variant="primary">
                <Link href={`/compliance/counts/${id}`}>Open the count</Link>
              </Button>
            }
          >
            Start counting first, or see what became of what you handed in.
          </EmptyState>
        </Card>
      ) : (
        <Walk key={data.pass} sessionId={id} pass={data.pass} recount={data.recount} lines={data.lines} />
      )}
    </Screen>
  )
}

const Walk = ({
  sessionId,
  pass,
  recount,
  lines,
}: {
  sessionId: string
  pass: number
  recount: boolean
  lines: readonly SheetLine[]
}) => {
  const outbox = useOutbox(sessionId, pass)
  const { current, visits, counted, countedOf, goTo, count: countLine, skip } = useWalk(lines, outbox)
  const [finding, setFinding] = useState<string | null>(null)
  const left = lines.length - counted
  return (
    <>
      <div className="flex flex-col gap-2">
        <p className="text-sm text-muted">
          {recount && 'To be counted again: '}
          <span className="num font-medium text-text">{count(counted)}</span> of {count(lines.length)} lines
          counted
        </p>
        <Progress value={lines.length === 0 ? 1 : counted / lines.length} label="Lines counted" />
        <SavingLine
          state={outbox.state}
          waiting={outbox.waiting}
          problem={outbox.problem}
          onRetry={() => void outbox.send()}
        />
      </div>
      <ScanField key={visits} lines={lines} onChoose={goTo} onFound={recount ? null : setFinding} />
      {current === null ? (
        <Card>
          <EmptyState title={left === 0 ? 'Every line is counted' : 'Choose the next line'} className="py-8">
            Hand in, or press a line to count it again.
          </EmptyState>
        </Card>
      ) : (
        <LineCard
          key={`${current.id} ${visits}`}
          line={current}
          counted={countedOf(current)}
          note={outbox.told.get(current.id)?.note ?? current.note}
          onCount={countLine}
          onSkip={skip}
        />
      )}
      <LineList
        lines={lines}
        currentId={current?.id ?? null}
        countedOf={countedOf}
        onChoose={(id) => {
          goTo(id)
          window.scrollTo({ top: 0 })
        }}
      />
      <div className="sticky bottom-0 z-10 -mx-4 flex items-center justify-between gap-2 border-t bg-canvas/95 px-4 py-2.5 backdrop-blur">
        {recount ? (
          <span />
        ) : (
          <Button size="lg" variant="ghost" onClick={() => setFinding('')}>
            <PackagePlus /> Found more
          </Button>
        )}
        <HandIn sessionId={sessionId} open={left} disabled={outbox.waiting > 0} />
      </div>
      {finding !== null && (
        <FoundDialog
          sessionId={sessionId}
          tag={finding}
          room={current?.room ?? ''}
          onClose={() => setFinding(null)}
          onAdded={(lineId) => {
            setFinding(null)
            goTo(lineId)
          }}
        />
      )}
    </>
  )
}
