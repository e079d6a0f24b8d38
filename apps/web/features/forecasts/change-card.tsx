'use client'

import { useQuery } from '@tanstack/react-query'
import { Card, CardHead } from '@/components/ui/card'
import { instant, quantity } from '@/lib/format'
import { useCan, useZoneOf } from '@/lib/me'
import { modelName } from '@/lib/words'
import { changeOf, type ForecastChange } from './queries'

type PartName = ForecastChange['parts'][number]['part']

const PARTS: Readonly<Record<PartName, string>> = {
  level: 'Sells more or less in general',
  trend: 'Rises or falls faster',
  week: 'Shape of the week',
  events: 'Holidays and events',
  model: 'Details of the model',
  people: 'Expected by hand',
}
/** Fewer units than this are not worth a line. */
const LEAST = 0.05

/** Why a product's forecast is not what it was before the last run. */
export const ForecastChangeCard = ({ productId, storeId }: { productId: string; storeId: string }) => {
  const mayRead = useCan('forecasts.read')
  const zone = useZoneOf(storeId)
  const { data } = useQuery({ ...changeOf(storeId, productId), enabled: mayRead })
  if (data == null) return null
  const moved = data.nowUnits - data.beforeUnits
  const parts = data.parts.filter(({ units }) => Math.abs(units) >= LEAST)
  return (
    <Card aria-label="What changed">
      <CardHead
        title="What changed since the last run"
        note={`Compared with ${instant(data.beforeAt, zone)}`}
      />
      <div className="flex flex-col gap-3 px-4 pb-4 text-sm">
        <p>
          <span className="num font-medium">{quantity(data.nowUnits, 1)}</span> expected from the {data.days}{' '}
          {data.days === 1 ? 'day' : 'days'} both know, where it was{' '}
          <span className="num">{quantity(data.beforeUnits, 1)}</span>
          {Math.abs(moved) < LEAST ? ': nothing changed.' : '.'}
        </p>
        {parts.length > 0 && (
          <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
            {parts
              .toSorted((a, b) => Math.abs(b.units) - Math.abs(a.units))
              .map(({ part, units }) => (
                <Part key={part} name={nameOf(part, data)} units={units} />
              ))}
          </dl>
        )}
        {data.switched !== null && (
          <p className="text-muted">
            Another model is used now: {modelName(data.switched.to)}, before {modelName(data.switched.from)}.
          </p>
        )}
        {data.learned !== null && (
          <p className="text-muted">
            Since then <span className="num">{quantity(data.learned.soldUnits, 1)}</span> sold in{' '}
            {data.learned.days} {data.learned.days === 1 ? 'day' : 'days'}, where{' '}
            <span className="num">{quantity(data.learned.expectedUnits, 1)}</span> were expected.
          </p>
        )}
      </div>
    </Card>
  )
}

const nameOf = (part: PartName, { switched }: ForecastChange): string =>
  part === 'model' && switched !== null ? 'Model switched' : PARTS[part]

const Part = ({ name, units }: { name: string; units: number }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd className="num text-right font-medium">
      {units > 0 ? '+' : '−'}
      {quantity(Math.abs(units), 1)}
    </dd>
  </>
)
