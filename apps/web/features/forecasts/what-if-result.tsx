'use client'

import { useMemo } from 'react'
import { TimeChart } from '@/components/charts/time-chart'
import type { TimeChartProps } from '@/components/charts/types'
import { Stat } from '@/components/ui/page'
import { change, day, quantity } from '@/lib/format'
import { useMoney } from '@/lib/me'
import type { WhatIf } from './queries'

/** What a scenario would sell beside what is expected now, and what it does to the order. */
export const WhatIfResult = ({ of }: { of: WhatIf }) => {
  const { money } = useMoney()
  const chart = useMemo(() => chartOf(of), [of])
  const { base, scenario, plan, points } = of
  return (
    <>
      <dl aria-live="polite" className="grid grid-cols-2 gap-4">
        <Stat
          label={`Units in ${points.length} days`}
          value={quantity(scenario.units, 0)}
          note={`${quantity(base.units, 0)} now${against(scenario.units, base.units)}`}
        />
        <Stat
          label="Sales"
          value={money(scenario.dollarsMinor, true)}
          note={`${money(base.dollarsMinor, true)} now${against(scenario.dollarsMinor, base.dollarsMinor)}`}
        />
        {plan !== null && (
          <>
            <Stat
              label="Runs out"
              value={plan.scenario.stockOutOn === null ? 'Not soon' : day(plan.scenario.stockOutOn, false)}
              note={
                plan.base.stockOutOn === null ? 'not soon now' : `${day(plan.base.stockOutOn, false)} now`
              }
            />
            <Stat
              label="To order"
              value={quantity(plan.scenario.orderQuantity, 1)}
              note={`${quantity(plan.base.orderQuantity, 1)} now${
                plan.scenario.orderCostMinor === null
                  ? ''
                  : `, costs ${money(plan.scenario.orderCostMinor, true)}`
              }`}
            />
          </>
        )}
      </dl>
      <TimeChart {...chart} />
      {of.assumptions.length > 0 && (
        <div className="text-sm">
          <h3 className="font-medium">What this rests on</h3>
          <ul className="mt-1 list-disc pl-5 text-muted">
            {of.assumptions.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

const against = (now: number, before: number): string => {
  const text = change(now, before)
  return text === null ? '' : `, ${text}`
}

const chartOf = ({ points }: WhatIf): TimeChartProps => ({
  days: points.map((point) => point.day),
  height: 200,
  format: (value) => quantity(value, value < 10 ? 1 : 0),
  summary: 'Units by day as expected now, and under the scenario.',
  series: [
    {
      label: 'Expected now',
      kind: 'line',
      color: 'neutral',
      values: points.map(({ baseUnits }) => baseUnits),
    },
    { label: 'What if', kind: 'line', color: 'due', dashed: true, values: points.map(({ units }) => units) },
  ],
})
