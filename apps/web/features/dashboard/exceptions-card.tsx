'use client'

import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { AlertLine } from '@/features/alerts/alert-line'
import type { AlertItem } from '@/lib/contract'
import { useStoreChoice } from '@/lib/me'

/** What costs most if nobody looks at it. */
export const ExceptionsCard = ({ alerts }: { alerts: readonly AlertItem[] }) => {
  const store = useStoreChoice()
  return (
    <Card>
      <CardHead title="Needs attention" note="Most urgent first">
        <Button asChild variant="ghost" size="sm">
          <Link href="/alerts">All alerts</Link>
        </Button>
      </CardHead>
      {alerts.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nothing needs attention" className="py-8">
          Alerts appear here when stock runs low, piles up or is about to expire.
        </EmptyState>
      ) : (
        <div className="divide-y border-t">
          {alerts.map((alert) => (
            <AlertLine key={alert.id} alert={alert} showStore={store === null} />
          ))}
        </div>
      )}
    </Card>
  )
}
