'use client'

import { useEffect, useState } from 'react'
import { duration, instant } from '@/lib/format'
import { useTimeZone } from '@/lib/me'

/** How long ago something was; the exact time on hover. The server paints the exact time, the browser the distance. */
export const Ago = ({ at }: { at: string }) => {
  const zone = useTimeZone()
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const exact = instant(at, zone)
  const seconds = now === null ? null : (now - Date.parse(at)) / 1000
  return (
    <time dateTime={at} title={exact} className="whitespace-nowrap">
      {seconds === null || seconds > 30 * 86_400
        ? exact
        : seconds < 45
          ? 'just now'
          : `${duration(seconds)} ago`}
    </time>
  )
}
