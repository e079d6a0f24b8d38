import type { FastifyInstance } from 'fastify'
import scalar from '@scalar/fastify-api-reference'
import type { Database } from '@suite/db'
import type { Queues } from '@suite/jobs'
import type { Metrics } from '@suite/telemetry'

/** Health, metrics and the API reference: addresses for machines and integrators, outside the tenant API. */
export const addOperations = async (
  app: FastifyInstance,
  options: { database: Database; queues: Queues; metrics: Metrics; document: object },
): Promise<void> => {
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const ready = await options.database.isReady()
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'the database does not answer' })
  })
  app.get('/metrics', async (_request, reply) => {
    for (const { queue, waiting, active } of await options.queues.stats()) {
      options.metrics.queueDepth.set({ queue, state: 'waiting' }, waiting)
      options.metrics.queueDepth.set({ queue, state: 'active' }, active)
    }
    return reply.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics())
  })
  app.get('/docs/openapi.json', async () => options.document)
  await app.register(scalar, {
    routePrefix: '/docs',
    configuration: { url: '/docs/openapi.json', withDefaultFonts: false, telemetry: false },
  })
}
