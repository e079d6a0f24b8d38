import { list, one } from '../endpoint.ts'
import { whoAmI } from '../wire/identity.ts'
import {
  discount,
  room,
  terminal,
  type WireDiscount,
  type WireRoom,
  type WireTerminal,
} from '../wire/site.ts'

/** Whose key this is. */
export const whoami = one('/whoami', whoAmI, 'any')

/** The store. Scopes of terminals and discounts are not published (unverified). */
export const site = {
  rooms: list<WireRoom, { readonly roomId?: number; readonly roomName?: string }>(
    '/room/rooms',
    room,
    'roomId',
    'Room',
  ),
  terminals: list<WireTerminal>('/terminals', terminal, 'terminalId', 'any'),
  discounts: list<
    WireDiscount,
    {
      readonly includeInactive?: boolean
      readonly includeInclusionExclusionData?: boolean
      readonly includePaymentRestrictions?: boolean
    }
  >('/discounts/v2/list', discount, 'id', 'any'),
}
