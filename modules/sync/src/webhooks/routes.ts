import { emptyShape, idShape, signedRoute, type Route } from '@suite/http'
import { z } from 'zod'
import { receiveWebhook, type WebhookDeps } from './receive-webhook.ts'

const params = z.object({ organizationId: idShape, connectionId: idShape })

/** Where middleware tells of changes at a till: a signed hint (Standard Webhooks) that makes us read sooner. */
export const webhookRoutes = (deps: WebhookDeps & { readonly now?: () => Date }): Route[] => [
  signedRoute(
    {
      path: '/webhooks/dutchie/:organizationId/:connectionId',
      summary: 'Tells that something changed at the till, signed with the secret of the connection',
      tag: 'Connections',
      limit: 'heavy',
      status: 202,
      params,
      body: z.looseObject({}),
      bodyExample: { type: 'inventory.changed', changes: [{ productId: 77, quantity: '-12' }] },
      reply: emptyShape,
      example: {},
    },
    async ({ headers, body }, { params: { organizationId, connectionId } }) => {
      const now = deps.now?.() ?? new Date()
      await receiveWebhook(deps, { organizationId, connectionId, headers, body, now })
      return {}
    },
  ),
]
