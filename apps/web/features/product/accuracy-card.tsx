'use client'

import { Check } from 'lucide-react'
import { Card, CardHead } from '@/components/ui/card'
import { Why } from '@/components/ui/why'
import { Progress } from '@/components/ui/progress'
import { cn } from '@/lib/cn'
import type { Accuracy, Backtest } from '@/lib/contract'
import { percent } from '@/lib/format'
import { modelName } from '@/lib/words'
import { useForecast } from './use-forecast'

/** How good the forecast has been on the product's own past, every model beside the chosen one. */
export const AccuracyCard = ({ productId, storeId }: { productId: string; storeId: string }) => {
  const { data } = useForecast(storeId, productId)
  if (data?.accuracy == null || data.backtest === null) return null
  return (
    <Card>
      <CardHead
        title="How good the forecast is"
        note={`Tried on ${data.backtest.origins} past stretches of ${data.backtest.horizonDays} days`}
      />
      <div className="flex flex-col gap-3.5 px-4 pb-4">
        <Confidence accuracy={data.accuracy} />
        <Figures accuracy={data.accuracy} interval={data.interval} />
        <p className="text-sm">{data.backtest.reason}</p>
        <Models backtest={data.backtest} />
      </div>
    </Card>
  )
}

const inWords = (confidence: number): string =>
  confidence >= 0.75 ? 'High' : confidence >= 0.5 ? 'Fair' : confidence >= 0.25 ? 'Low' : 'Very low'

const Confidence = ({ accuracy: { confidence } }: { accuracy: Accuracy }) =>
  confidence === null ? null : (
    <div>
      <div className="mb-1 flex items-baseline text-sm">
        <Why label="what is it?" trigger="Confidence" className="text-muted">
          From what was measured and nothing else: how far the sums of past forecasts were off, how often
          outcomes lay inside the range, and how many trials there were.
        </Why>
        <span className="ml-auto font-medium">
          {inWords(confidence)} <span className="num text-muted">{percent(confidence)}</span>
        </span>
      </div>
      <Progress label="Confidence" value={confidence} />
    </div>
  )

const Figures = ({ accuracy, interval }: { accuracy: Accuracy; interval: number | null }) => (
  <dl className="grid grid-cols-2 gap-x-4 gap-y-2.5 text-sm">
    <Figure
      label="Off by (WAPE)"
      value={percent(accuracy.wape)}
      why="All daily errors added up, as a share of everything that sold. 18 % means: of 100 sold, the days were off by 18 in all."
    />
    <Figure
      label="Typical day (MAPE)"
      value={percent(accuracy.mape)}
      why="The mean error of a day, as a share of what sold that day. Days without a sale do not count."
    />
    <Figure
      label="Better than last week"
      value={percent(accuracy.skill)}
      why="How much of the error of simply repeating last week the forecast removes. Below zero it would be worse."
    />
    <Figure
      label={`Inside the ${percent(interval)} range`}
      value={percent(accuracy.coverage)}
      why="How often outcomes of the past lay inside the range. The nearer to the promised share, the more the range can be trusted."
    />
  </dl>
)

const Figure = ({ label, value, why }: { label: string; value: string; why: string }) => (
  <div>
    <dt className="text-xs">
      <Why label="what is it?" trigger={label} className="text-left text-muted">
        {why}
      </Why>
    </dt>
    <dd className="num font-medium">{value}</dd>
  </div>
)

const Models = ({ backtest }: { backtest: Backtest }) => (
  <table className="w-full text-sm">
    <caption className="sr-only">Every model tried</caption>
    <thead className="text-xs text-muted">
      <tr className="border-b">
        <th scope="col" className="py-1.5 text-left font-medium">
          Model
        </th>
        <th scope="col" className="text-right font-medium">
          Day off by
        </th>
        <th scope="col" className="text-right font-medium">
          Sum off by
        </th>
        <th scope="col" className="text-right font-medium">
          In range
        </th>
      </tr>
    </thead>
    <tbody>
      {backtest.models.map((model) => {
        const chosen = model.model === backtest.chosen
        return (
          <tr
            key={model.model}
            className={cn('border-b last:border-0', chosen ? 'font-medium' : 'text-muted')}
          >
            <td className="py-1.5">
              <span className="flex items-center gap-1.5">
                {modelName(model.model)}
                {chosen && <Check className="size-3.5 text-accent-text" aria-label="chosen" />}
              </span>
            </td>
            {model.failed ? (
              <td colSpan={3} className="text-right">
                could not be fitted
              </td>
            ) : (
              <>
                <td className="num text-right">{percent(model.wape)}</td>
                <td className="num text-right">{percent(model.horizonWape)}</td>
                <td className="num text-right">{percent(model.coverage)}</td>
              </>
            )}
          </tr>
        )
      })}
    </tbody>
  </table>
)
