'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { Ago } from '@/components/ago'
import { Card, CardHead } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { Screen, Stat } from '@/components/ui/page'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import type { GetReplies } from '@/lib/contract'
import { quantity } from '@/lib/format'
import { paths } from '@/lib/paths'
import { question } from '@/lib/question'
import { SIDES } from '@/lib/words'
import { ReplayTable } from './replay-table'

export type Replay = GetReplies['/compliance/replay']

const replayOf = (storeId: string, tag: string) => question('/compliance/replay', { query: { storeId, tag } })

/** A package's count rebuilt event by event, as shelf, till and state recorded it. */
export const ReplayPage = ({ storeId, tag }: { storeId: string; tag: string }) => {
  const { data, error, refetch } = useQuery(replayOf(storeId, tag))
  const back = (
    <Link
      href="/compliance/discrepancies"
      className="mb-1 inline-flex items-center gap-1 rounded-sm text-xs text-muted hover:text-text"
    >
      <ArrowLeft className="size-3.5" aria-hidden /> Discrepancies
    </Link>
  )
  if (data === undefined)
    return (
      <Screen title={tag} back={back}>
        <Card>
          {error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      </Screen>
    )
  return (
    <Screen title={tag} back={back} note={<Product replay={data} storeId={storeId} />}>
      <Standing replay={data} />
      <Card aria-label="Events">
        <CardHead
          title="Event by event"
          note={data.older > 0 ? `The last ${data.events.length}; ${data.older} older ones` : 'Newest first'}
        />
        <ReplayTable replay={data} />
      </Card>
    </Screen>
  )
}

const Product = ({ replay, storeId }: { replay: Replay; storeId: string }) =>
  dotted(
    replay.productId === null ? (
      replay.productName
    ) : (
      <Link
        href={paths.product(replay.productId, storeId)}
        className="text-accent-text underline underline-offset-2"
      >
        {replay.productName}
      </Link>
    ),
  )

const Standing = ({ replay }: { replay: Replay }) => {
  const units = { shelf: replay.unit, pos: replay.posUnit, state: replay.stateUnit }
  return (
    <>
      {replay.apartSince !== null && (
        <Notice tone="due">
          The sides have disagreed since <Ago at={replay.apartSince} />. The first event after which they part
          is marked.
        </Notice>
      )}
      <Card aria-label="Holds now">
        <dl className="grid grid-cols-3 gap-4 px-4 py-3">
          {(['shelf', 'pos', 'state'] as const).map((side) => {
            const held = replay.now[side]
            return (
              <Stat
                key={side}
                label={SIDES[side]}
                value={held === null ? 'Says nothing' : `${quantity(held, 4)} ${units[side] ?? ''}`.trim()}
              />
            )
          })}
        </dl>
      </Card>
    </>
  )
}
