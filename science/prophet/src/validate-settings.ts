import { invalid } from '@suite/kernel'
import type { Problem } from '@suite/kernel'
import type { ProphetSettings } from './settings.ts'

/** @throws AppError `bad_prophet_settings` listing every setting that is out of range, with the remedy. */
export function validateSettings(settings: ProphetSettings): void {
  const problems = [
    ...scaleProblems(settings),
    ...nameProblems(settings),
    ...seasonalityProblems(settings),
    ...holidayProblems(settings),
    ...changepointProblems(settings),
  ]
  if (problems.length === 0) return
  const list = problems.map((problem) => `${problem.path} ${problem.message}`).join('; ')
  throw invalid('bad_prophet_settings', `The forecast settings cannot be used: ${list}.`, problems)
}

const check = (valid: boolean, path: string, message: string): Problem[] => (valid ? [] : [{ path, message }])

const isScale = (value: number | undefined): boolean =>
  value === undefined || (Number.isFinite(value) && value > 0)

function scaleProblems(settings: ProphetSettings): Problem[] {
  const scales = ['changepointPriorScale', 'seasonalityPriorScale', 'holidayPriorScale'] as const
  const components = [
    ...settings.seasonalities.map((item, i) => ({ path: `seasonalities[${i}]`, item })),
    ...settings.holidays.map((item, i) => ({ path: `holidays[${i}]`, item })),
    ...settings.regressors.map((item, i) => ({ path: `regressors[${i}]`, item })),
  ]
  return [
    ...scales.flatMap((name) => check(isScale(settings[name]), name, 'must be a number above 0')),
    ...components.flatMap(({ path, item }) =>
      check(isScale(item.priorScale), `${path}.priorScale`, 'must be a number above 0'),
    ),
    ...check(
      settings.intervalWidth > 0 && settings.intervalWidth < 1,
      'intervalWidth',
      'must lie between 0 and 1, such as 0.8',
    ),
  ]
}

function nameProblems(settings: ProphetSettings): Problem[] {
  const names = [...settings.seasonalities, ...settings.holidays, ...settings.regressors].map(
    (item) => item.name,
  )
  const twice = names.filter((name, i) => names.indexOf(name) !== i)
  const known = [
    ...settings.regressors.map(({ name }, i) => ({ path: `regressors[${i}].name`, name })),
    ...settings.seasonalities.map(({ condition }, i) => ({
      path: `seasonalities[${i}].condition`,
      name: condition,
    })),
  ]
  return [
    ...[...new Set(twice)].map((name) => ({
      path: 'name',
      message: `"${name}" is used twice; give every seasonality, holiday and regressor its own`,
    })),
    ...known.flatMap(({ path, name }) =>
      check(
        name !== 'cap' && name !== 'floor',
        path,
        `is "${name}", which names the limits of logistic growth; rename it`,
      ),
    ),
  ]
}

function seasonalityProblems(settings: ProphetSettings): Problem[] {
  return settings.seasonalities.flatMap((item, i) => [
    ...check(
      Number.isFinite(item.periodDays) && item.periodDays > 0,
      `seasonalities[${i}].periodDays`,
      'must be a number of days above 0',
    ),
    ...check(
      Number.isInteger(item.order) && item.order >= 1,
      `seasonalities[${i}].order`,
      'must be a whole number of at least 1',
    ),
  ])
}

function holidayProblems(settings: ProphetSettings): Problem[] {
  return settings.holidays.flatMap((item, i) => [
    ...check(
      Number.isInteger(item.lowerWindow ?? 0) && (item.lowerWindow ?? 0) <= 0,
      `holidays[${i}].lowerWindow`,
      'must be 0 or a negative whole number of days',
    ),
    ...check(
      Number.isInteger(item.upperWindow ?? 0) && (item.upperWindow ?? 0) >= 0,
      `holidays[${i}].upperWindow`,
      'must be 0 or a positive whole number of days',
    ),
    ...check(item.days.every(Number.isInteger), `holidays[${i}].days`, 'must be whole epoch days'),
  ])
}

function changepointProblems({ changepoints }: ProphetSettings): Problem[] {
  if (changepoints.kind === 'given')
    return check(changepoints.days.every(Number.isFinite), 'changepoints.days', 'must be epoch days')
  return [
    ...check(
      Number.isInteger(changepoints.count) && changepoints.count >= 0,
      'changepoints.count',
      'must be a whole number of at least 0',
    ),
    ...check(
      changepoints.range > 0 && changepoints.range <= 1,
      'changepoints.range',
      'must lie in (0, 1], such as 0.8',
    ),
  ]
}
