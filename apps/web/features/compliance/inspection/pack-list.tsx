'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, FileCheck } from 'lucide-react'
import { Ago } from '@/components/ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import type { GetReplies } from '@/lib/contract'
import { count, day } from '@/lib/format'
import { useStoreChoice } from '@/lib/me'
import { list } from '@/lib/question'
import { address } from '@/lib/request'

type Pack = GetReplies['/compliance/inspection-packs']['items'][number]

/** How often a pack that is being prepared is asked for. */
const WATCHED_MS = 2000

/** Packs prepared so far, the newest first, each with its hashes and downloads. */
export const PackList = () => {
  const store = useStoreChoice()
  const query = useInfiniteQuery({
    ...list('/compliance/inspection-packs', { query: { storeId: store?.id, limit: 20 } }),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => status === 'waiting')) === true
        ? WATCHED_MS
        : false,
  })
  const rows = query.data?.pages.flatMap(({ items }) => items)
  return (
    <Card aria-label="Packs" className="overflow-hidden">
      <CardHead title="Prepared" />
      {rows === undefined ? (
        query.error === null ? (
          <SkeletonRows rows={3} />
        ) : (
          <ErrorState error={query.error} retry={() => void query.refetch()} />
        )
      ) : rows.length === 0 ? (
        <EmptyState icon={FileCheck} title="No pack yet" className="py-8">
          A pack stays as it was prepared: what is handed out can be proven by its hash.
        </EmptyState>
      ) : (
        <ul className="divide-y border-t">
          {rows.map((pack) => (
            <Line key={pack.id} pack={pack} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className="border-t p-2 text-center">
          <Button variant="ghost" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
    </Card>
  )
}

const Line = ({ pack }: { pack: Pack }) => {
  const records = Object.values(pack.counts).reduce((sum, part) => sum + part, 0)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-sm font-medium">
          {pack.storeName}, {day(pack.from)} to {day(pack.to)}
        </p>
        <p className="text-xs text-muted">
          {dotted(
            <Ago at={pack.requestedAt} />,
            pack.requestedBy,
            pack.status === 'done' && `${count(records)} records`,
          )}
        </p>
        {pack.failure !== null && <p className="text-xs text-danger-text">{pack.failure}</p>}
        {pack.pdfSha256 !== null && (
          <p
            className="truncate font-mono text-2xs text-faint"
            title={`SHA-256 of the PDF: ${pack.pdfSha256}`}
          >
            PDF {pack.pdfSha256}
          </p>
        )}
        {pack.dataSha256 !== null && (
          <p
            className="truncate font-mono text-2xs text-faint"
            title={`SHA-256 of the data: ${pack.dataSha256}`}
          >
            data {pack.dataSha256}
          </p>
        )}
      </div>
      {pack.status === 'waiting' && (
        <Badge tone="frozen" dot>
          being prepared
        </Badge>
      )}
      {pack.status === 'failed' && <Badge tone="danger">not prepared</Badge>}
      {pack.status === 'done' && (
        <div className="flex gap-2">
          <DownloadLink pack={pack} as="pdf" />
          <DownloadLink pack={pack} as="json" />
        </div>
      )}
    </li>
  )
}

const DownloadLink = ({ pack, as }: { pack: Pack; as: 'pdf' | 'json' }) => (
  <Button asChild variant={as === 'pdf' ? 'primary' : 'secondary'} size="sm">
    <a
      href={address(`/compliance/inspection-packs/{id}/${as}`, { path: { id: pack.id } })}
      download
      aria-label={`Download ${as === 'pdf' ? 'the PDF' : 'the data'} of ${pack.storeName}, ${pack.from} to ${pack.to}`}
    >
      <Download /> {as === 'pdf' ? 'PDF' : 'Data'}
    </a>
  </Button>
)
