/*
 * Writes the golden cases as CSV for `generate.R`:
 *
 *   node science/prophet/src/golden/write-inputs.ts FOLDER
 *   Rscript science/prophet/src/golden/generate.R FOLDER science/prophet/src/golden
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf } from '@suite/kernel'
import { goldenCases } from '../../testing/golden-cases.ts'
import type { GoldenCase } from '../../testing/golden-cases.ts'

type Cell = string | number
type Column = readonly [heading: string, cells: readonly Cell[]]

function csv(columns: readonly Column[]): string {
  const rows = (columns[0]?.[1] ?? []).map((_, i) =>
    columns.map(([, cells]) => (Number.isNaN(cells[i]) ? 'NA' : cells[i])).join(','),
  )
  return `${[columns.map(([heading]) => heading).join(','), ...rows].join('\n')}\n`
}

/** Every input of a case, by file name. */
function tablesOf(golden: GoldenCase): Record<string, readonly Column[]> {
  const { series, settings, futureDays, futureRegressors } = golden
  const { seasonalities, regressors, changepoints } = settings
  const events = settings.holidays.flatMap((holiday) => holiday.days.map((day) => ({ ...holiday, day })))
  const given = changepoints.kind === 'given' ? changepoints.days : []
  return {
    history: [
      ['ds', Array.from(series.days, dayOf)],
      ['y', Array.from(series.values)],
      ...regressors.map(({ name }): Column => [name, Array.from(series.regressors?.[name] ?? [])]),
    ],
    future: [
      ['ds', futureDays.map(dayOf)],
      ...regressors.map(({ name }): Column => [name, futureRegressors[name] ?? []]),
    ],
    seasonalities: [
      ['name', seasonalities.map((item) => item.name)],
      ['period', seasonalities.map((item) => item.periodDays)],
      ['order', seasonalities.map((item) => item.order)],
      ['prior', seasonalities.map((item) => item.priorScale ?? settings.seasonalityPriorScale)],
      ['mode', seasonalities.map((item) => item.mode ?? settings.seasonalityMode)],
    ],
    regressors: [
      ['name', regressors.map((item) => item.name)],
      ['prior', regressors.map((item) => item.priorScale ?? settings.holidayPriorScale)],
      ['mode', regressors.map((item) => item.mode ?? settings.seasonalityMode)],
    ],
    holidays: [
      ['holiday', events.map((event) => event.name)],
      ['ds', events.map((event) => dayOf(event.day))],
      ['lower_window', events.map((event) => event.lowerWindow ?? 0)],
      ['upper_window', events.map((event) => event.upperWindow ?? 0)],
      ['prior_scale', events.map((event) => event.priorScale ?? settings.holidayPriorScale)],
    ],
    changepoints: [['ds', given.map(dayOf)]],
    settings: [
      ['growth', [settings.growth]],
      ['mode', [settings.seasonalityMode]],
      ['changepoint_prior', [settings.changepointPriorScale]],
      ['interval', [settings.intervalWidth]],
    ],
  }
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('Name the folder to write the inputs to.')
for (const golden of goldenCases()) {
  mkdirSync(join(folder, golden.name), { recursive: true })
  for (const [file, columns] of Object.entries(tablesOf(golden)))
    writeFileSync(join(folder, golden.name, `${file}.csv`), csv(columns))
}
