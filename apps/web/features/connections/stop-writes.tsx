'use client'

import { OctagonX } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useCommand } from '@/features/settings/use-command'
import { useCan } from '@/lib/me'
import { STALE, type Connection } from './queries'

/** One switch that stops all writing to states; shown while any is allowed. */
export const StopWrites = ({ connections }: { connections: readonly Connection[] }) => {
  const maySwitch = useCan('connections.write_switch')
  const stop = useCommand('POST /connections/stop-writes', { stale: STALE, done: 'All writing is off' })
  if (!maySwitch || !connections.some(({ writesEnabled }) => writesEnabled)) return null
  return (
    <Button
      variant="danger"
      busy={stop.isPending}
      onClick={() => stop.mutate({ body: { reason: 'Stopped for all connections at once' } })}
    >
      <OctagonX /> Stop all writing
    </Button>
  )
}
