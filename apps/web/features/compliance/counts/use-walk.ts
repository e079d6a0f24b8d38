'use client'

import { useState } from 'react'
import type { SheetLine } from './queries'
import type { useOutbox } from './use-outbox'
import { nextOpen } from './walk'

/** No line: everything is counted. */
const DONE = 'done'

/** Where somebody is on the sheet, what is counted, and where they go next. */
export const useWalk = (lines: readonly SheetLine[], outbox: ReturnType<typeof useOutbox>) => {
  const [chosen, setChosen] = useState<string | null>(null)
  const [visits, setVisits] = useState(0)
  const countedOf = (line: SheetLine): string | null => outbox.told.get(line.id)?.quantity ?? line.counted
  const counted = new Set(lines.filter((line) => countedOf(line) !== null).map(({ id }) => id))
  const [first] = useState(() => nextOpen(lines, (id) => counted.has(id), null)?.id ?? null)
  const current = lines.find(({ id }) => id === (chosen ?? first)) ?? null
  /** Every visit begins anew: scanning the line one is at brings its field back as well. */
  const goTo = (id: string | null): void => {
    setChosen(id ?? DONE)
    setVisits((old) => old + 1)
  }
  const goOn = (justCounted: string | null): void => {
    const isCounted = (id: string): boolean => counted.has(id) || id === justCounted
    goTo(nextOpen(lines, isCounted, current?.id ?? null)?.id ?? null)
  }
  return {
    current,
    visits,
    counted: counted.size,
    countedOf,
    goTo,
    count: (quantity: string, note: string): void => {
      if (current === null) return
      outbox.count(current.id, quantity, note)
      goOn(current.id)
    },
    skip: () => goOn(null),
  }
}
