import type { Forecaster, ModelForecast, Train } from './model.ts'

/**
 * The mean of several models' forecasts: what each gets wrong by itself, the others dampen (Bates and Granger, 1969).
 * Hand it members that remember (`remembering`), so that none is fitted twice.
 */
export const blendOf = (name: string, members: readonly Forecaster[]): Forecaster => {
  const since = Math.max(...members.map((member) => member.since ?? -Infinity))
  return {
    name,
    version: members.map((member) => `${member.name}:${member.version}`).join('+'),
    combined: true,
    light: members.every(({ light }) => light === true),
    ...(since === -Infinity ? {} : { since }),
    fit: (train, horizon) => {
      const answers = members.map((member) => member.fit(train, horizon).yhat)
      const yhat = new Float64Array(horizon)
      for (const answer of answers) for (let h = 0; h < horizon; h++) yhat[h]! += answer[h]! / answers.length
      return { yhat }
    },
  }
}

/** A forecaster that does not fit the same history of a product twice: it keeps its answers until the next product. */
export const remembering = (model: Forecaster): Forecaster => {
  const answers = new Map<string, ModelForecast>()
  let series: ArrayBufferLike | undefined
  return {
    ...model,
    fit: (train, horizon) => {
      if (train.values.buffer !== series) {
        answers.clear()
        series = train.values.buffer
      }
      const key = keyOf(train, horizon)
      const known = answers.get(key)
      if (known !== undefined) return known
      const answer = model.fit(train, horizon)
      answers.set(key, answer)
      return answer
    },
  }
}

/** Backtests cut one buffer in different places. */
const keyOf = ({ firstDay, values }: Train, horizon: number): string =>
  `${firstDay} ${values.byteOffset} ${values.length} ${horizon}`
