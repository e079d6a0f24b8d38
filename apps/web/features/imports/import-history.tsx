'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import Link from 'next/link'
import { Ago } from '@/components/ago'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import type { ImportItem } from '@/lib/contract'
import { count, percent } from '@/lib/format'
import { paths } from '@/lib/paths'
import { list } from '@/lib/question'
import { KINDS } from './fields'
import { ImportBadge } from './import-status'

const IMPORTS = list('/imports', { query: { limit: 25 } })

/** Files imported so far, newest first. */
export const ImportHistory = () => {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...IMPORTS,
    refetchInterval: 5000,
  })
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <Card>
      <CardHead title="History">
        <ExportMenu size="sm" of={IMPORTS} />
      </CardHead>
      {items === undefined ? (
        error === null ? (
          <SkeletonRows rows={4} />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        )
      ) : items.length === 0 ? (
        <EmptyState icon={History} title="No file imported yet" className="py-8" />
      ) : (
        <ul className="divide-y border-t">
          {items.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div className="border-t p-2 text-center">
          <Button variant="ghost" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
    </Card>
  )
}

const Line = ({ item }: { item: ImportItem }) => (
  <li>
    <Link
      href={paths.importOf(item.id)}
      className="flex flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-2 hover:bg-hover/60"
    >
      <span className="min-w-0 flex-1 basis-48 truncate text-sm font-medium">{item.fileName}</span>
      <span className="w-28 text-xs text-muted">{KINDS[item.kind]}</span>
      <span className="num w-40 text-right text-xs text-muted max-md:hidden">
        {item.status === 'running'
          ? percent(item.progress)
          : `${count(item.rowsAdded)} added${item.rowsRefused > 0 ? `, ${count(item.rowsRefused)} refused` : ''}`}
      </span>
      <span className="w-28 text-right text-xs text-faint">
        <Ago at={item.createdAt} />
      </span>
      <span className="w-20 text-right">
        <ImportBadge item={item} />
      </span>
    </Link>
  </li>
)
