'use client'

import { Video } from 'lucide-react'
import { instant } from '@/lib/format'
import { useTimeZone } from '@/lib/me'

/** Where footage is found, and until when. */
interface FootageFacts {
  readonly camera: string
  readonly beganAt: string
  readonly endedAt: string
  readonly keptUntil: string
  readonly savedAs: string | null
}

/** Cameras, the time on them, and what becomes of the footage. Times on the store's clock; null for the one looked at. */
export const FootageLines = ({
  footage,
  timeZone,
}: {
  footage: readonly FootageFacts[]
  timeZone: string | null
}) => {
  const usual = useTimeZone()
  const zone = timeZone ?? usual
  return (
    <ul aria-label="Footage" className="flex flex-col gap-1 text-xs text-muted">
      {footage.map(({ camera, beganAt, endedAt, keptUntil, savedAs }) => (
        <li key={`${camera} ${beganAt}`} className="flex items-start gap-1.5">
          <Video className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          <span>
            {camera}, {instant(beganAt, zone)} to {instant(endedAt, zone)} ·{' '}
            {savedAs === null ? `kept until ${instant(keptUntil, zone)}` : `saved as ${savedAs}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
