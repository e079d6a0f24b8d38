'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { Screen } from '@/components/ui/page'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { instant } from '@/lib/format'
import { useTimeZone } from '@/lib/me'
import { question } from '@/lib/question'
import { KINDS, profileName } from './fields'
import { ImportBadge, isRunning, isUndoing } from './import-status'
import { ImportResult } from './import-result'
import { ImportRunning } from './import-running'
import { Refusals } from './refusals'

/** One import: how far it is, then what came of it. */
export const ImportPage = ({ id }: { id: string }) => {
  const zone = useTimeZone()
  const { data, error, refetch } = useQuery({
    ...question('/imports/{id}', { path: { id } }),
    refetchInterval: ({ state }) =>
      state.data === undefined || isRunning(state.data) || isUndoing(state.data) ? 700 : false,
  })
  const back = (
    <Link href="/import" className="mb-0.5 inline-flex items-center text-xs text-muted hover:text-text">
      <ChevronLeft className="size-3.5" aria-hidden /> Import
    </Link>
  )
  if (data === undefined)
    return (
      <Screen title="Import" back={back}>
        <Card>
          {error === null ? (
            <SkeletonRows rows={4} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      </Screen>
    )
  const going = isRunning(data)
  return (
    <Screen
      back={back}
      title={
        <span className="flex flex-wrap items-center gap-2.5">
          {data.fileName}
          <ImportBadge item={data} />
        </span>
      }
      note={`${KINDS[data.kind]}${data.layout === undefined ? '' : `, ${profileName(data.layout.profile) ?? 'own layout'}`}, handed in ${instant(data.createdAt, zone)}`}
    >
      {going ? <ImportRunning item={data} /> : <ImportResult item={data} />}
      {data.rowsRefused > 0 && !going && <Refusals id={id} total={data.rowsRefused} />}
    </Screen>
  )
}
