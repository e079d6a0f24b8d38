import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  ExponentialBackoff,
  type CircuitBreakerPolicy,
} from 'cockatiel'

const FAILURES_IN_A_ROW = 8
const FIRST_REST_MS = 5_000
const LONGEST_REST_MS = 120_000

/** One circuit breaker a host: after eight failures in a row it is left alone, each time longer, then tried once. */
export const breakers = (): ((key: string) => CircuitBreakerPolicy) => {
  const known = new Map<string, CircuitBreakerPolicy>()
  return (key) => {
    const breaker =
      known.get(key) ??
      circuitBreaker(handleAll, {
        breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
        halfOpenAfter: new ExponentialBackoff({ initialDelay: FIRST_REST_MS, maxDelay: LONGEST_REST_MS }),
      })
    known.set(key, breaker)
    return breaker
  }
}

/** True while the breaker refuses calls. */
export const isOpen = (breaker: CircuitBreakerPolicy): boolean => breaker.state === CircuitState.Open
