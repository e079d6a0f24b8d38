'use client'

import { ScanBarcode } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { SheetLine } from './queries'
import { linesMeant } from './walk'

const CHOICES = 6

/** Goes to a line by its tag, scanned or typed; what is not on the sheet can be added as found. */
export const ScanField = ({
  lines,
  onChoose,
  onFound,
}: {
  lines: readonly SheetLine[]
  onChoose: (id: string) => void
  /** Null where finds cannot be added. */
  onFound: ((tag: string) => void) | null
}) => {
  const [text, setText] = useState('')
  const [meant, setMeant] = useState<readonly SheetLine[] | null>(null)
  const choose = (id: string): void => {
    setText('')
    setMeant(null)
    onChoose(id)
  }
  const look = (): void => {
    const found = linesMeant(lines, text)
    const only = found.length === 1 ? found[0] : undefined
    if (only !== undefined) choose(only.id)
    else if (text.trim() !== '') setMeant(found)
  }
  return (
    <div className="flex flex-col gap-2">
      <form
        role="search"
        className="relative"
        onSubmit={(event) => {
          event.preventDefault()
          look()
        }}
      >
        <ScanBarcode
          className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-faint"
          aria-hidden
        />
        <Input
          aria-label="Go to a package by tag, lot or SKU"
          placeholder="Scan or type a tag"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="go"
          className="h-11 pl-10"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setMeant(null)
          }}
        />
      </form>
      {meant !== null && meant.length > 1 && (
        <ul aria-label="Which one" className="divide-y rounded-md border bg-surface">
          {meant.slice(0, CHOICES).map((line) => (
            <li key={line.id}>
              <button
                type="button"
                onClick={() => choose(line.id)}
                className="block min-h-11 w-full px-3 py-1.5 text-left text-sm hover:bg-hover"
              >
                {line.productName}
                <span className="block font-mono text-xs text-muted">{line.packageTag ?? line.lotCode}</span>
              </button>
            </li>
          ))}
          {meant.length > CHOICES && (
            <li className="px-3 py-2 text-xs text-muted">
              and {meant.length - CHOICES} more: type more of it
            </li>
          )}
        </ul>
      )}
      {meant?.length === 0 && (
        <div
          role="status"
          className="flex flex-wrap items-center gap-2 rounded-md bg-due-soft px-3 py-2 text-sm"
        >
          <p className="min-w-0 flex-1 basis-40 text-due-text">“{text.trim()}” is not on the sheet.</p>
          {onFound !== null && <Button onClick={() => onFound(text.trim())}>Add it as found</Button>}
        </div>
      )}
    </div>
  )
}
