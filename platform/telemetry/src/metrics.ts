import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Low-cardinality Prometheus metrics: routes by pattern, never by id or organisation. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly jobs: Counter<'queue' | 'outcome'>
  readonly jobSeconds: Histogram<'queue'>
  readonly queueDepth: Gauge<'queue' | 'state'>
}

/** A fresh registry with the application's metrics and Node's own. */
export const createMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
      registers: [registry],
    }),
    jobs: new Counter({
      name: 'jobs_total',
      help: 'Jobs ended',
      labelNames: ['queue', 'outcome'],
      registers: [registry],
    }),
    jobSeconds: new Histogram({
      name: 'job_duration_seconds',
      help: 'Time a job ran',
      labelNames: ['queue'],
      buckets: [0.05, 0.2, 1, 5, 20, 60, 300, 1800],
      registers: [registry],
    }),
    queueDepth: new Gauge({
      name: 'job_queue_depth',
      help: 'Jobs waiting or running',
      labelNames: ['queue', 'state'],
      registers: [registry],
    }),
  }
}
