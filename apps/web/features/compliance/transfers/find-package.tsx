'use client'

import { ScanBarcode } from 'lucide-react'
import { useState } from 'react'
import { Input } from '@/components/ui/input'
import { packagesMeant } from './meant-packages'
import type { DeliveredPackage } from './queries'

/** Goes to a package by its tag, scanned or by its last digits. */
export const FindPackage = ({
  packages,
  onFound,
}: {
  packages: readonly DeliveredPackage[]
  onFound: (tag: string) => void
}) => {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const look = (): void => {
    const [first, ...others] = packagesMeant(packages, text)
    if (first === undefined) setProblem('Not on this manifest. What came without being listed must go back.')
    else if (others.length > 0) setProblem(`${others.length + 1} tags end like this. Type more of it.`)
    else {
      setText('')
      setProblem('')
      onFound(first.tag)
    }
  }
  return (
    <form
      role="search"
      className="border-b p-3"
      onSubmit={(event) => {
        event.preventDefault()
        look()
      }}
    >
      <div className="relative">
        <ScanBarcode
          className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-faint"
          aria-hidden
        />
        <Input
          aria-label="Package tag"
          placeholder="Scan a tag, or type its last digits"
          className="h-11 pl-10 font-mono"
          autoComplete="off"
          enterKeyHint="go"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setProblem('')
          }}
        />
      </div>
      {problem !== '' && (
        <p role="alert" className="mt-1.5 text-xs text-danger-text">
          {problem}
        </p>
      )}
    </form>
  )
}
