'use client'

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, CircleHelp, History, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Ago } from '@/components/ago'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/states'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import type { FileLayout, ImportPreview } from '@/lib/contract'
import { count, quantity } from '@/lib/format'
import { paths } from '@/lib/paths'
import { KINDS, profileName } from './fields'
import type { Received } from './import-screen'
import { MapColumns } from './map-columns'
import { PreviewTable } from './preview-table'
import { ReadingNotes } from './reading-notes'

/** How a file is understood, open to correction until it reads right; then it is started. */
export const ReviewFile = ({ received, onDiscard }: { received: Received; onDiscard: () => void }) => {
  const { reply, storeId } = received
  const router = useRouter()
  const client = useQueryClient()
  const [layout, setLayout] = useState(reply.layout)
  const [remember, setRemember] = useState(true)
  const changed = layout !== reply.layout
  const { data: preview, isFetching } = useQuery({
    queryKey: ['import preview', reply.uploadId, layout],
    queryFn: () => write('POST /imports/preview', { uploadId: reply.uploadId, layout }),
    enabled: changed,
    placeholderData: keepPreviousData,
  })
  const shown = (changed ? preview : reply.preview) ?? reply.preview
  const start = useMutation({
    mutationFn: () =>
      write('POST /imports/start', {
        uploadId: reply.uploadId,
        storeId,
        layout,
        saveLayout: !reply.recognised && remember,
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['/imports'] })
      router.push(paths.importOf(id))
    },
    onError: notify.failed,
  })
  return (
    <Card className="flex flex-col gap-4 p-4">
      <Summary received={received} layout={layout} preview={shown} />
      {reply.doneBefore !== null && (
        <Notice tone="frozen" icon={History}>
          This very file was imported <Ago at={reply.doneBefore.finishedAt} />. Importing it again changes
          nothing;{' '}
          <Link href={paths.importOf(reply.doneBefore.importId)} className="font-medium underline">
            see what came of it
          </Link>
          .
        </Notice>
      )}
      {shown.problems.length > 0 && (
        <Notice tone="due" icon={TriangleAlert}>
          <ul className="flex flex-col gap-0.5">
            {shown.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <ReadingNotes notes={shown.notes} />
      <details open={!reply.recognised} className="group">
        <summary className="w-fit rounded text-sm font-medium text-accent-text hover:underline">
          {reply.recognised ? 'Check or change the columns' : 'What the columns hold'}
        </summary>
        <MapColumns layout={layout} onChange={setLayout} />
      </details>
      <PreviewTable kind={layout.kind} preview={shown} busy={isFetching} />
      <footer className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2 border-t pt-3">
        {!reply.recognised && (
          <label className="mr-auto flex items-center gap-2 text-sm text-muted">
            <Checkbox checked={remember} onCheckedChange={(on) => setRemember(on === true)} />
            Read files with these columns the same way next time
          </label>
        )}
        <Button variant="ghost" onClick={onDiscard}>
          Choose another file
        </Button>
        <Button
          variant="primary"
          busy={start.isPending}
          disabled={shown.problems.length > 0 || isFetching}
          onClick={() => start.mutate()}
        >
          Start import
        </Button>
      </footer>
    </Card>
  )
}

const Summary = ({
  received: { reply, fileName },
  layout,
  preview,
}: {
  received: Received
  layout: FileLayout
  preview: ImportPreview
}) => {
  const name = profileName(layout.profile)
  const Icon = reply.recognised ? CircleCheck : CircleHelp
  const kinds = Object.entries(preview.counts.kinds ?? {})
  return (
    <div className="flex items-start gap-3">
      <Icon
        className={reply.recognised ? 'mt-0.5 size-5 text-accent-text' : 'mt-0.5 size-5 text-due-text'}
        aria-hidden
      />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold">{fileName}</h2>
        <p className="text-sm text-muted">
          {reply.recognised
            ? `Recognised: ${name ?? 'a layout you saved'} (${KINDS[layout.kind].toLowerCase()}).`
            : name === null
              ? 'This layout is new here. Check what each column holds; the preview follows.'
              : `This looks like ${name}.`}
        </p>
        <p className="num text-xs text-faint">
          In the part looked at: {count(preview.counts.rows)} rows to take
          {kinds.length > 1 && ` (${kinds.map(([kind, n]) => `${count(n)} ${kind}`).join(', ')})`},{' '}
          {count(preview.counts.refused)} to refuse
          {preview.sums?.net != null && `, ${quantity(preview.sums.net)} net`}
        </p>
      </div>
    </div>
  )
}
