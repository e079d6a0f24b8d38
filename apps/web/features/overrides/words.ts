import { quantity } from '@/lib/format'
import type { Tone } from '@/lib/words'
import type { Override } from './queries'

export const STANDING: Readonly<Record<Override['standing'], { label: string; tone: Tone }>> = {
  coming: { label: 'coming', tone: 'frozen' },
  running: { label: 'running', tone: 'accent' },
  over: { label: 'over', tone: 'plain' },
  ended: { label: 'taken back', tone: 'plain' },
}

/** What is expected, such as "+40 %" or "12 a day". */
export const expectation = ({ kind, value }: Pick<Override, 'kind' | 'value'>): string =>
  kind === 'units_per_day'
    ? `${quantity(value)} a day`
    : `${value < 0 ? '−' : '+'}${quantity(Math.abs(value))} %`

/** How it ended beside the model, in plain words; null until it is over. */
export const outcome = ({ soldUnits, expectedUnits, modelUnits, betterThanModel }: Override): string | null =>
  soldUnits === null
    ? null
    : `${quantity(soldUnits, 0)} sold; expected ${quantity(expectedUnits, 0)}, the model ${quantity(modelUnits, 0)}: ${
        betterThanModel === null
          ? 'as far off'
          : betterThanModel
            ? 'closer than the model'
            : 'the model was closer'
      }`
