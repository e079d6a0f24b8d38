'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { useForecast } from '@/features/product/use-forecast'
import { useCommand } from '@/features/settings/use-command'
import { useCan } from '@/lib/me'
import { OverrideDialog } from './override-dialog'
import { OverrideLine } from './override-line'
import { overridesOf, STALE } from './queries'

/** What people know of the coming days that the model cannot. */
export const OverridesCard = ({ productId, storeId }: { productId: string; storeId: string }) => {
  const mayRead = useCan('forecasts.read')
  const mayOverride = useCan('forecasts.run')
  const { data: forecast } = useForecast(storeId, productId)
  const { data } = useQuery({ ...overridesOf(storeId, productId), enabled: mayRead })
  const [adding, setAdding] = useState(false)
  const end = useCommand('POST /forecast-overrides/{id}/end', { stale: STALE, done: 'Taken back' })
  if (data === undefined || forecast?.status !== 'ready') return null
  return (
    <Card aria-label="Expected otherwise">
      <CardHead
        title="Expected otherwise"
        note={
          data.items.length === 0
            ? 'What you know and the model cannot: an event, a rival closing'
            : undefined
        }
      >
        {mayOverride && (
          <Button size="sm" onClick={() => setAdding(true)}>
            Expect otherwise
          </Button>
        )}
      </CardHead>
      {data.items.length > 0 && (
        <ul className="divide-y border-t">
          {data.items.map((one) => (
            <OverrideLine
              key={one.id}
              of={one}
              onEnd={mayOverride ? () => end.mutate({ body: {}, path: { id: one.id } }) : undefined}
            />
          ))}
        </ul>
      )}
      {adding && (
        <OverrideDialog
          storeId={storeId}
          productId={productId}
          points={forecast.points}
          onClose={() => setAdding(false)}
        />
      )}
    </Card>
  )
}
