'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Stat } from '@/components/ui/page'
import { Progress } from '@/components/ui/progress'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import type { ImportItem } from '@/lib/contract'
import { count, duration, percent } from '@/lib/format'
import { useCan } from '@/lib/me'

const PHASES: Readonly<Record<string, string>> = {
  waiting: 'Waiting for its turn',
  again: 'Waiting to be imported again',
  reading: 'Reading the file',
  matching: 'Telling new rows from known ones',
  receipts: 'Storing receipts',
  stock: 'Bringing stock up to date',
  rollups: 'Adding up days',
}

/** A file under way: rows, rate, time left, and the way to stop it. */
export const ImportRunning = ({ item }: { item: ImportItem }) => {
  const client = useQueryClient()
  const mayCancel = useCan('imports.run')
  const cancel = useMutation({
    mutationFn: () => write('POST /imports/{id}/cancel', {}, { id: item.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/imports/{id}'] }),
    onError: notify.failed,
  })
  return (
    <Card className="p-5">
      <div className="mb-2 flex items-baseline gap-3">
        <p className="text-sm font-medium" aria-live="polite">
          {PHASES[item.phase] ?? item.phase}
        </p>
        <p className="num ml-auto text-sm">{percent(item.progress)}</p>
      </div>
      <Progress
        label={`Import of ${item.fileName}`}
        value={item.status === 'queued' ? null : item.progress}
        className="h-2"
      />
      <dl className="mt-5 grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Stat label="Rows read" value={count(item.rowsRead)} />
        <Stat
          label="Rate"
          value={item.rowsPerSecond === null ? '–' : `${count(Math.round(item.rowsPerSecond))}/s`}
        />
        <Stat label="Time left" value={item.secondsLeft === null ? '–' : duration(item.secondsLeft)} />
        <Stat label="Refused so far" value={count(item.rowsRefused)} />
      </dl>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <p className="flex-1 text-xs text-faint">
          It goes on if you leave this page. Until it is done nothing has changed.
        </p>
        {mayCancel && (
          <Button busy={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
            Cancel import
          </Button>
        )}
      </div>
    </Card>
  )
}
