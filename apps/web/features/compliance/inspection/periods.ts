/** A span of days, both included. */
export interface Period {
  readonly from: string
  readonly to: string
}

const text = (date: Date): string => date.toISOString().slice(0, 10)
const month = (today: string, back: number): Date => {
  const [year = 0, number = 1] = today.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 - back, 1))
}
const before = (date: Date): Date => new Date(date.getTime() - 86_400_000)

/** Spans inspectors ask for, counted from a day: the last whole month, the three before this one, the year until yesterday. */
export const usualPeriods = (today: string): readonly (Period & { readonly label: string })[] => {
  const yesterday = before(new Date(today))
  return [
    { label: 'Last month', from: text(month(today, 1)), to: text(before(month(today, 0))) },
    { label: 'Last three months', from: text(month(today, 3)), to: text(before(month(today, 0))) },
    { label: 'Last year', from: text(new Date(yesterday.getTime() - 364 * 86_400_000)), to: text(yesterday) },
  ]
}
