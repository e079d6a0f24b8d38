'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Card, CardHead } from '@/components/ui/card'
import { Stat } from '@/components/ui/page'
import { count, percent } from '@/lib/format'
import { useStoreChoice } from '@/lib/me'
import { paths } from '@/lib/paths'
import { OverrideLine } from './override-line'
import { latestOverrides } from './queries'

/** How people's expectations did beside the model's. */
export const PeopleScore = () => {
  const store = useStoreChoice()
  const { data } = useQuery(latestOverrides(store?.id))
  if (data === undefined || data.items.length === 0) return null
  const { over, better, modelOff, peopleOff } = data.score
  return (
    <Card aria-label="People beside the model">
      <CardHead
        title="People beside the model"
        note="What was expected by hand, scored once its days are over"
      />
      {over > 0 && (
        <dl className="grid grid-cols-3 gap-4 border-t p-4">
          <Stat label="Closer than the model" value={`${count(better)} of ${count(over)}`} />
          <Stat label="People off by" value={percent(peopleOff)} />
          <Stat label="The model off by" value={percent(modelOff)} />
        </dl>
      )}
      <ul className="divide-y border-t">
        {data.items.map((one) => (
          <OverrideLine
            key={one.id}
            of={one}
            title={
              <Link href={paths.product(one.productId, one.storeId)} className="hover:underline">
                {one.productName} <span className="font-normal text-muted">· {one.storeName}</span>
              </Link>
            }
          />
        ))}
      </ul>
    </Card>
  )
}
