'use client'

import { FileUp } from 'lucide-react'
import { useEffect, useId, useRef, useState, type DragEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { Progress } from '@/components/ui/progress'
import { Notice } from '@/components/ui/states'
import { upload } from '@/lib/api'
import { messageOf } from '@/lib/api-error'
import { cn } from '@/lib/cn'
import { percent } from '@/lib/format'
import { useMe, useStoreChoice } from '@/lib/me'
import type { Received } from './import-screen'

/** Takes a file by drop or choice and hands it over to be looked at. */
export const DropFile = ({ onReceived }: { onReceived: (received: Received) => void }) => {
  const { stores } = useMe()
  const chosen = useStoreChoice()
  const open = stores.filter((store) => store.active)
  const [storeId, setStoreId] = useState(chosen?.id ?? open[0]?.id ?? '')
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    setFailure(null)
    setSending({ name: file.name, share: 0 })
    try {
      const reply = await upload(storeId, file, (share) => setSending({ name: file.name, share }))
      onReceived({ reply, fileName: file.name, storeId })
    } catch (error) {
      setFailure(messageOf(error))
    } finally {
      setSending(null)
    }
  }
  return (
    <Card className="p-4">
      {open.length > 1 && (
        <Field label="Store the file is from" className="mb-3 max-w-64">
          <Select value={storeId} onChange={(event) => setStoreId(event.target.value)}>
            {open.map((store) => (
              <option key={store.id} value={store.id}>
                {store.name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {sending === null ? <DropZone onFile={(file) => void take(file)} /> : <Sending {...sending} />}
      {failure !== null && (
        <div role="alert">
          <Notice tone="danger" className="mt-3">
            {failure}
          </Notice>
        </div>
      )}
    </Card>
  )
}

const DropZone = ({ onFile }: { onFile: (file: File | undefined) => void }) => {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  // On a slow machine a file may be chosen before this code runs: take it all the same.
  useEffect(() => onFile(input.current?.files?.[0]), [])
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    onFile(event.dataTransfer.files[0])
  }
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={cn(
        'flex flex-col items-center gap-1 rounded-lg border border-dashed border-line-strong px-6 py-10 text-center transition-colors',
        over && 'border-accent bg-accent-soft/50',
      )}
    >
      <FileUp className="mb-1 size-7 text-faint" aria-hidden />
      <p className="font-medium">Drop the file here</p>
      <p className="max-w-md text-sm text-muted">
        Excel (.xlsx), CSV or text, any delimiter and encoding, also gzipped. Nothing is imported before you
        have seen how it is read.
      </p>
      <Button asChild variant="primary" className="mt-3">
        <label htmlFor={id} className="focus-within:ring-2">
          Choose a file
          <input
            ref={input}
            id={id}
            type="file"
            className="sr-only"
            accept=".csv,.tsv,.txt,.gz,.xlsx,.xlsm,text/csv,text/plain,application/gzip,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onChange={(event) => {
              onFile(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </label>
      </Button>
    </div>
  )
}

const Sending = ({ name, share }: { name: string; share: number }) => (
  <div className="flex flex-col gap-2 rounded-lg border border-dashed px-6 py-10">
    <p className="truncate text-sm font-medium">{name}</p>
    <Progress label="Upload" value={share < 1 ? share : null} />
    <p className="num text-xs text-muted">{share < 1 ? `${percent(share)} sent` : 'Looking at the file…'}</p>
  </div>
)
