/** An expectation between its bounds. */
export interface Bounded {
  readonly expected: number
  readonly lower: number
  readonly upper: number
}

/** Draws bounds apart in proportion to the forecast: each bound's ratio to it is raised to a power. */
export const widened = ({ expected, lower, upper }: Bounded, power: number): Bounded =>
  expected > 0 && power !== 1
    ? {
        expected,
        lower: expected * (lower / expected) ** power,
        upper: expected * (upper / expected) ** power,
      }
    : { expected, lower, upper }
