'use client'

import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { notify } from '@/components/ui/toast'
import { useCommand } from '@/features/settings/use-command'
import { count } from '@/lib/format'
import { useCan } from '@/lib/me'
import { countedOf, STALE_DELIVERIES, type Delivery } from './queries'

/** What is counted and not in stock yet, and the step that takes it in. */
export const TakeIn = ({ delivery }: { delivery: Delivery }) => {
  const mayReceive = useCan('purchasing.receive')
  const command = useCommand('POST /compliance/transfers/take-in', {
    stale: [...STALE_DELIVERIES, '/products', '/products/{id}', '/reorder', '/dashboard'],
    done: 'Done',
    after: ({ packages }) => {
      const waiting = packages.filter(({ outcome }) => outcome === 'at_till').length
      if (waiting > 0)
        notify.done(
          `${count(waiting)} wait for the till: receive them there; the papers follow by themselves.`,
        )
    },
  })
  const waiting = delivery.packages.filter(({ arrival }) => arrival !== null && arrival.takenAt === null)
  const coming = waiting.filter(({ arrival }) => arrival?.rejected === false)
  const uncounted = delivery.packages.length - countedOf(delivery)
  if (coming.length === 0) return null
  return (
    <Card aria-label="Take in" className="sticky bottom-3 flex flex-wrap items-center gap-3 p-3 shadow-lg">
      <p className="min-w-0 flex-1 basis-60 text-sm">
        <strong>{count(coming.length)} counted</strong> and not in stock yet
        {uncounted > 0 && <span className="text-due-text">, {count(uncounted)} still to be counted</span>}.
      </p>
      {mayReceive && (
        <Button
          variant="primary"
          busy={command.isPending}
          onClick={() =>
            command.mutate({
              body: { connectionId: delivery.connectionId, externalId: delivery.externalId },
            })
          }
        >
          {delivery.tillBringsStock ? 'Keep the papers' : 'Take into stock'}
        </Button>
      )}
    </Card>
  )
}
