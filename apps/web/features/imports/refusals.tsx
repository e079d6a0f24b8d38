'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { downloadUrl } from '@/lib/api'
import { count } from '@/lib/format'
import { list } from '@/lib/question'
import { RefusedTable } from './preview-table'

/** Rows a file could not bring in: read why, download, correct, import again. */
export const Refusals = ({ id, total }: { id: string; total: number }) => {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    list('/imports/{id}/refusals', { path: { id }, query: { limit: 100 } }),
  )
  const rows = data?.pages.flatMap((page) => page.items)
  return (
    <Card>
      <CardHead
        title={`${count(total)} refused ${total === 1 ? 'row' : 'rows'}`}
        note="Correct them in the downloaded file and import that file: the rows that are in already stay as they are."
      >
        <Button asChild size="sm">
          <a href={downloadUrl('/imports/{id}/refusals.csv', { path: { id } })} download>
            <Download /> Download
          </a>
        </Button>
      </CardHead>
      <div className="px-4 pb-4">
        {rows === undefined ? (
          error === null ? (
            <SkeletonRows rows={3} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )
        ) : (
          <RefusedTable rows={rows} />
        )}
        {hasNextPage && (
          <Button className="mt-3" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </Card>
  )
}
