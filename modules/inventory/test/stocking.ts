import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { postReceiptMovements, receiveStock, type Receiving } from '../src/index.ts'
import type { Shop } from './shop.ts'

/** Takes ten units (or what `of` says) of a product into a lot; gives its id. */
export const stockLot = async (
  shop: Shop,
  productId: string,
  of: Partial<Receiving> = {},
): Promise<string> => {
  const { lotId } = await shop.write((tx) =>
    receiveStock(tx, {
      storeId: shop.storeId,
      productId,
      quantity: '10',
      unitCost: '4',
      lotCode: 'A',
      packageTag: null,
      expiresOn: null,
      room: null,
      receivedAt: new Date(),
      source: { type: 'purchase_order', id: newId() },
      ...of,
    }),
  )
  return lotId
}

/** Sells units of a product, by package tag or without naming one, at an instant (now as the database sees it). */
export const sellUnits = (
  shop: Shop,
  productId: string,
  quantity: string,
  of: { tag?: string | null; at?: string } = {},
): Promise<void> =>
  shop.write((tx) =>
    postReceiptMovements(
      tx,
      shop.storeId,
      sql`select ${productId}::uuid as product_id, 'sell'::text as kind, -${quantity}::numeric as quantity,
        ${of.at === undefined ? sql`clock_timestamp()` : sql`${of.at}::timestamptz`} as occurred_at,
        ${newId()}::uuid as receipt_id, ${of.tag ?? null}::text as package_tag`,
    ),
  )
