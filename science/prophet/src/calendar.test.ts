import { dayOf } from '@suite/kernel'
import { describe, expect, it } from 'vitest'
import { cannabisCalendar } from './calendar.ts'
import { legalSales } from './legal-sales.ts'

const datesOf = (name: string, from: number, to = from, state?: string): string[] =>
  (
    cannabisCalendar(from, to, state ? { state } : {}).find((holiday) => holiday.name === name)?.days ?? []
  ).map(dayOf)

describe('the cannabis calendar', () => {
  it.each([
    ['Martin Luther King Jr. Day', ['2024-01-15', '2025-01-20', '2026-01-19']],
    ['Super Bowl Sunday', ['2024-02-11', '2025-02-09', '2026-02-08']],
    ["Presidents' Day", ['2024-02-19', '2025-02-17', '2026-02-16']],
    ["Mother's Day", ['2024-05-12', '2025-05-11', '2026-05-10']],
    ['Memorial Day', ['2024-05-27', '2025-05-26', '2026-05-25']],
    ["Father's Day", ['2024-06-16', '2025-06-15', '2026-06-21']],
    ['Labor Day', ['2024-09-02', '2025-09-01', '2026-09-07']],
    ["Columbus and Indigenous Peoples' Day", ['2024-10-14', '2025-10-13', '2026-10-12']],
    ['Green Wednesday', ['2024-11-27', '2025-11-26', '2026-11-25']],
    ['Thanksgiving', ['2024-11-28', '2025-11-27', '2026-11-26']],
    ['Black Friday', ['2024-11-29', '2025-11-28', '2026-11-27']],
    ['Cyber Monday', ['2024-12-02', '2025-12-01', '2026-11-30']],
    ['4/20', ['2024-04-20', '2025-04-20', '2026-04-20']],
    ['7/10', ['2024-07-10', '2025-07-10', '2026-07-10']],
    ["New Year's Eve", ['2024-12-31', '2025-12-31', '2026-12-31']],
  ])('%s', (name, dates) => {
    expect(datesOf(name, 2024, 2026)).toEqual(dates)
  })

  it('played the Super Bowl on the first Sunday before 2022', () => {
    expect(datesOf('Super Bowl Sunday', 2020, 2022)).toEqual(['2020-02-02', '2021-02-07', '2022-02-13'])
  })

  it('gives 4/20 two days either side, and no other event a window', () => {
    const windows = cannabisCalendar(2025, 2025).filter((h) => h.lowerWindow !== 0 || h.upperWindow !== 0)
    expect(windows.map((h) => [h.name, h.lowerWindow, h.upperWindow])).toEqual([['4/20', -2, 2]])
  })

  it('leaves out days before they existed', () => {
    expect(datesOf('Juneteenth', 2019, 2022)).toEqual(['2021-06-19', '2022-06-19'])
    expect(datesOf('Juneteenth', 2010, 2012)).toEqual([])
  })

  it('marks the anniversary of legal sales from the year after they began', () => {
    expect(datesOf('Legal sales anniversary (MI)', 2018, 2021, 'mi')).toEqual(['2020-12-01', '2021-12-01'])
    expect(datesOf('Legal sales anniversary (MI)', 2018, 2021, 'OH')).toEqual([])
    expect(cannabisCalendar(2025, 2025, { state: 'TX' })).toEqual(cannabisCalendar(2025, 2025))
  })

  it('knows every legal state once, on a real day', () => {
    const states = legalSales.map((entry) => entry.state)
    expect(new Set(states).size).toBe(states.length)
    for (const { year, month, day } of legalSales) {
      const iso = new Date(Date.UTC(year, month - 1, day)).toISOString()
      expect(iso.slice(0, 10)).toBe(
        `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      )
    }
  })

  it('never repeats a name, so that a calendar can be used as holidays', () => {
    const names = cannabisCalendar(2020, 2030, { state: 'CO' }).map((holiday) => holiday.name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('refuses years that run backwards', () => {
    expect(() => cannabisCalendar(2026, 2025)).toThrow('from 2026 to 2025')
    expect(() => cannabisCalendar(2025.5, 2026)).toThrow('2025.5')
  })
})
