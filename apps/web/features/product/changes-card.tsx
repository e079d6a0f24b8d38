'use client'

import { useQuery } from '@tanstack/react-query'
import { Ago } from '@/components/ago'
import { Card, CardHead } from '@/components/ui/card'
import { useCan } from '@/lib/me'
import { question } from '@/lib/question'
import { sentence } from '@/lib/words'
import { differences } from './differences'

/** Who changed what of the product. */
export const ChangesCard = ({ productId }: { productId: string }) => {
  const mayRead = useCan('audit.read')
  const { data } = useQuery({
    ...question('/audit', { query: { resourceType: 'product', resourceId: productId, limit: 10 } }),
    enabled: mayRead,
  })
  if (!mayRead || data === undefined || data.items.length === 0) return null
  return (
    <Card>
      <CardHead title="Changes" />
      <ul className="divide-y border-t">
        {data.items.map((event) => (
          <li key={event.id} className="px-4 py-2 text-sm">
            <p className="flex gap-3">
              <span className="min-w-0 truncate">{sentence(event.eventType)}</span>
              <span className="ml-auto text-xs text-faint">
                <Ago at={event.occurredAt} />
              </span>
            </p>
            <p className="text-xs text-muted">{differences(event)}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
