'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { SkeletonRows } from '@/components/ui/states'
import { count } from '@/lib/format'
import { question } from '@/lib/question'

/** Rows the vendor sent that could not be taken, with the reason of each. */
export const RefusedRows = ({ connectionId, count: refused }: { connectionId: string; count: number }) => {
  const [open, setOpen] = useState(false)
  return (
    <p className="flex flex-wrap items-center gap-3 border-t px-4 py-2 text-sm text-due-text">
      {count(refused)} {refused === 1 ? 'row' : 'rows'} could not be taken.
      <Button size="sm" onClick={() => setOpen(true)}>
        See why
      </Button>
      {open && (
        <Dialog open onOpenChange={setOpen} title="Rows that could not be taken">
          <Rows connectionId={connectionId} />
        </Dialog>
      )}
    </p>
  )
}

const Rows = ({ connectionId }: { connectionId: string }) => {
  const { data } = useQuery(
    question('/connections/{id}/refusals', { path: { id: connectionId }, query: { limit: 100 } }),
  )
  if (data === undefined) return <SkeletonRows rows={3} />
  return (
    <ul className="divide-y text-sm">
      {data.items.map((row) => (
        <li key={`${row.stream} ${row.externalId}`} className="py-2">
          <p className="font-medium">
            {row.stream} {row.externalId}
          </p>
          <p className="text-xs text-muted">{row.reason}</p>
        </li>
      ))}
    </ul>
  )
}
