'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, TriangleAlert, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Stat } from '@/components/ui/page'
import { Notice } from '@/components/ui/states'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import type { ImportItem } from '@/lib/contract'
import { count, quantity } from '@/lib/format'
import { useCan } from '@/lib/me'
import { AfterSales } from './after-sales'
import { isUndoing } from './import-status'
import { ReadingNotes } from './reading-notes'

const EXTRA: Readonly<Record<string, string>> = {
  receiptsAdded: 'receipts',
  productsAdded: 'new products',
  productsChanged: 'products changed',
  linesVoided: 'lines struck out later',
  rowsIgnored: 'blank or total rows passed over',
}

/** What came of a file: every row accounted for, the money it stated, and the way back. */
export const ImportResult = ({ item }: { item: ImportItem }) => {
  const extras = Object.entries(EXTRA).flatMap(([key, label]) => {
    const value = item.summary[key]
    return typeof value === 'number' && value > 0 ? [`${count(value)} ${label}`] : []
  })
  return (
    <>
      <Card className="p-5">
        {item.failure !== null && (
          <Notice
            tone={item.status === 'cancelled' ? 'plain' : 'danger'}
            icon={TriangleAlert}
            className="mb-4"
          >
            {item.failure}
          </Notice>
        )}
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-5">
          <Stat label="Rows in the file" value={count(item.rowsRead)} />
          <Stat
            label="Added"
            value={count(item.rowsAdded)}
            note={item.status === 'undone' ? 'taken back' : 'new'}
          />
          <Stat label="Known already" value={count(item.rowsKnown)} note="left as they were" />
          <Stat label="Refused" value={count(item.rowsRefused)} note="listed below" />
          <Stat label="Outside the cut-over" value={count(item.rowsOutsideWindow)} note="of another source" />
        </dl>
        {item.status === 'done' && (
          <div className="mt-5 flex flex-wrap items-center gap-x-6 gap-y-2 border-t pt-3 text-sm">
            <Reconciled item={item} />
            {extras.length > 0 && <p className="text-muted">{extras.join(', ')}</p>}
            <UndoButton item={item} />
          </div>
        )}
        <ReadingNotes notes={item.notes} className="mt-3" />
      </Card>
      {item.status === 'done' && !isUndoing(item) && item.kind === 'sales' && <AfterSales />}
      {item.status === 'done' && item.kind !== 'sales' && (
        <p className="text-sm text-muted">
          Next:{' '}
          <Link
            href="/products"
            className="text-accent-text underline decoration-accent/40 underline-offset-2 hover:decoration-current"
          >
            look at the products
          </Link>{' '}
          or{' '}
          <Link
            href="/reorder"
            className="text-accent-text underline decoration-accent/40 underline-offset-2 hover:decoration-current"
          >
            see what to order
          </Link>
          .
        </p>
      )}
    </>
  )
}

const Reconciled = ({ item }: { item: ImportItem }) => {
  const parts = item.rowsAdded + item.rowsKnown + item.rowsRefused + item.rowsOutsideWindow
  const whole = parts === item.rowsRead
  return (
    <p className="flex items-center gap-1.5">
      {whole ? (
        <Check className="size-4 text-accent-text" aria-hidden />
      ) : (
        <TriangleAlert className="size-4 text-due-text" aria-hidden />
      )}
      {whole ? 'Every row is accounted for' : `${count(item.rowsRead - parts)} rows are not accounted for`}
      {item.kind === 'sales' && (
        <span className="text-muted">
          Quantity × price over all accepted rows is{' '}
          <span className="num font-medium text-text">{quantity(item.fileTotal, 4)}</span>
        </span>
      )}
    </p>
  )
}

const UndoButton = ({ item }: { item: ImportItem }) => {
  const client = useQueryClient()
  const mayUndo = useCan('imports.undo')
  const [asking, setAsking] = useState(false)
  const undo = useMutation({
    mutationFn: () => write('POST /imports/{id}/undo', {}, { id: item.id }),
    onSuccess: async () => {
      setAsking(false)
      notify.done('The import is being undone')
      await client.invalidateQueries({ queryKey: ['/imports/{id}'] })
    },
    onError: notify.failed,
  })
  if (!mayUndo) return null
  if (isUndoing(item))
    return (
      <p role="status" className="ml-auto text-muted">
        Being taken back…
      </p>
    )
  return (
    <>
      <Button size="sm" className="ml-auto" onClick={() => setAsking(true)}>
        <Undo2 /> Undo import
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Undo this import?"
        description={`${count(item.rowsAdded)} rows of ${item.fileName} are taken back, with their stock movements.`}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" busy={undo.isPending} onClick={() => undo.mutate()}>
              Undo import
            </Button>
          </>
        }
      >
        <p className="text-sm text-muted">
          Rows that other files brought as well stay. Forecasts and suggestions are computed anew. The file
          can be imported again at any time.
        </p>
      </Dialog>
    </>
  )
}
