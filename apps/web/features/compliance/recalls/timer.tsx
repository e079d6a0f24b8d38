'use client'

import { useEffect, useState } from 'react'
import { clockText } from './drill-text'

/** The clock of a recall: runs from its start, and stands once it is finished. The browser's clock only counts on. */
export const Timer = ({ startedAt, stoppedAfter }: { startedAt: string; stoppedAfter: number | null }) => {
  const [now, setNow] = useState<number | null>(null)
  const running = stoppedAfter === null
  useEffect(() => {
    if (!running) return undefined
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [running])
  const seconds = stoppedAfter ?? (now === null ? null : (now - Date.parse(startedAt)) / 1000)
  return (
    <span role="timer" aria-label={running ? 'Time since the start' : 'Time it took'} className="num">
      {seconds === null ? '–:––' : clockText(seconds)}
    </span>
  )
}
