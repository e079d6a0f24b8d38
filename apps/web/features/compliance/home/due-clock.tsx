'use client'

import { useEffect, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { instant } from '@/lib/format'
import { useTimeZone } from '@/lib/me'
import { beat, clockWords, pressing } from './clock-text'

/** The time of day, told again as often as the words of the clock change; null until the browser has painted. */
const useNow = (due: number): number | null => {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const tick = (): void => {
      const at = Date.now()
      setNow(at)
      timer = setTimeout(tick, beat(due, at))
    }
    tick()
    return () => clearTimeout(timer)
  }, [due])
  return now
}

/** A deadline with a clock that runs; the exact time on hover. The server paints the exact time. */
export const DueClock = ({ at }: { at: string }) => {
  const zone = useTimeZone()
  const due = Date.parse(at)
  const now = useNow(due)
  const exact = instant(at, zone)
  return (
    <time dateTime={at}>
      <Badge tone={now === null ? 'plain' : pressing(due, now)} className="num" title={`Due ${exact}`}>
        {now === null ? exact : clockWords(due, now)}
      </Badge>
    </time>
  )
}
