import { readRoute, writeRoute, type Route } from '@suite/http'
import { ACCESS } from '../access.ts'
import { footageOfInput } from '../contract.ts'
import { requireNotCountingBlind } from '../counting/blind.ts'
import {
  destroyed,
  DESTRUCTION_EXAMPLE,
  DESTRUCTION_INPUT_EXAMPLE,
  destructionInput,
  destructionsPage,
  destructionsQuery,
} from './contract.ts'
import { destructions } from './destructions.ts'
import { recordDestruction } from './record-destruction.ts'

const tag = 'Inventory'

/** Goods destroyed before a camera and a witness. */
export const destructionRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/destructions',
      summary: 'Goods destroyed, with witness and footage, newest first',
      tag,
      access: ACCESS.view,
      query: destructionsQuery,
      reply: destructionsPage,
      example: { items: [DESTRUCTION_EXAMPLE], nextCursor: null },
    },
    async (read, { query: { from, to, ...query } }) => {
      const page = await destructions(read, {
        ...query,
        ...(from !== undefined && { from: new Date(from) }),
        ...(to !== undefined && { to: new Date(to) }),
      })
      return { ...page, items: page.items.map((item) => ({ ...item, footage: [...item.footage] })) }
    },
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/destructions',
      summary: 'Take destroyed goods out of stock, with camera, witness, method and reason',
      tag,
      access: ACCESS.destroy,
      status: 201,
      body: destructionInput,
      bodyExample: DESTRUCTION_INPUT_EXAMPLE,
      reply: destroyed,
      example: { destructionId: DESTRUCTION_EXAMPLE.id, movementId: DESTRUCTION_EXAMPLE.movementId },
    },
    async (tx, { body: { footage, destroyedAt, ...body } }) => {
      await requireNotCountingBlind(tx, { storeId: body.storeId, productId: body.productId })
      return recordDestruction(tx, {
        ...body,
        footage: footageOfInput(footage),
        ...(destroyedAt !== undefined && { destroyedAt: new Date(destroyedAt) }),
      })
    },
  ),
]
