import { describe, expect, it } from 'vitest'
import { walkDays, type DayStretch } from './walk-days.ts'

const stretch = (day: string, epoch: number, of: Partial<DayStretch> = {}): DayStretch => ({
  day,
  epoch,
  counted: null,
  change: '0',
  sold: '0',
  received: '0',
  ...of,
})
const onHand = (stretches: DayStretch[], from: string, to: string) =>
  walkDays(stretches, from, to).map((day) => day.onHand)

describe('the days of a ledger', () => {
  it('are unknown before the first count, and known from it on', () => {
    const ledger = [
      stretch('2026-04-01', 0, { change: '-2', sold: '2' }),
      stretch('2026-04-02', 0, { change: '-1', sold: '1' }),
      stretch('2026-04-02', 1, { counted: '10', change: '-3', sold: '3' }),
      stretch('2026-04-04', 1, { change: '-7', sold: '7' }),
    ]
    expect(onHand(ledger, '2026-04-01', '2026-04-05')).toEqual([null, '7', '7', '0', '0'])
    expect(walkDays(ledger, '2026-04-02', '2026-04-02')[0]).toMatchObject({ sold: '4' })
  })

  it('start from the first receipt when nobody counted', () => {
    const ledger = [
      stretch('2026-04-01', 0, { change: '-2', sold: '2' }),
      stretch('2026-04-02', 1, { change: '12', received: '12' }),
    ]
    expect(onHand(ledger, '2026-04-01', '2026-04-02')).toEqual([null, '12'])
  })

  it('are empty only when nothing was there from opening to close', () => {
    const ledger = [
      stretch('2026-04-01', 1, { counted: '3', change: '-3', sold: '3' }),
      stretch('2026-04-03', 1, { change: '5', received: '5' }),
      stretch('2026-04-04', 1, { change: '-5', sold: '5' }),
    ]
    const empty = walkDays(ledger, '2026-04-01', '2026-04-05').filter((day) => day.empty)
    expect(empty.map(({ day }) => day)).toEqual(['2026-04-02', '2026-04-05'])
  })

  it('can be asked for long after the last movement, and without any', () => {
    expect(onHand([stretch('2026-04-01', 1, { counted: '3' })], '2026-05-01', '2026-05-01')).toEqual(['3'])
    expect(onHand([], '2026-05-01', '2026-05-01')).toEqual([null])
  })
})
