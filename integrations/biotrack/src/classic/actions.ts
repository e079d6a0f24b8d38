import type { z } from 'zod'
import type { AdjustmentType } from '../inventory-types.ts'
import type { UnitCode } from '../units.ts'
import {
  inventoryCheckReply,
  labReply,
  manifestLookupReply,
  syncCheckReply,
  transferLookupReply,
  writeReply,
  type WriteReply,
} from '../wire/replies.ts'

/** An action of the classic API. Its name is also the privilege the user needs. */
export interface Action<Body, Reply> {
  readonly kind: 'read' | 'write'
  readonly name: string
  readonly reply: z.ZodType<Reply>
  /** Only for the type of the body. */
  readonly body?: Body
}

const read = <Body, Reply>(name: string, reply: z.ZodType<Reply>): Action<Body, Reply> => ({
  kind: 'read',
  name,
  reply,
})
const write = <Body>(name: string): Action<Body, WriteReply> => ({ kind: 'write', name, reply: writeReply })

interface AtLocation {
  readonly location: string
}
interface ByTransaction {
  readonly transactionid: string
}
interface Barcodes {
  readonly barcodeid: readonly string[]
}

/** Changes of packages. Numbers go as decimal strings. */
export const inventory = {
  check: read<Barcodes, z.output<typeof inventoryCheckReply>>('inventory_check', inventoryCheckReply),
  /** `quantity` is the new amount in all; `remove_quantity` an amount to take away. Give one of them. */
  adjust: write<{ readonly data: readonly Adjustment[] }>('inventory_adjust'),
  move: write<{ readonly data: readonly { readonly barcodeid: string; readonly room: string }[] }>(
    'inventory_move',
  ),
}

export interface Removal {
  readonly barcodeid: string
  readonly remove_quantity: string
  readonly remove_quantity_uom: UnitCode
}

export type Adjustment = {
  readonly barcodeid: string
  readonly type: AdjustmentType
  readonly reason: string
} & ({ readonly quantity: string; readonly quantity_uom: UnitCode } | Omit<Removal, 'barcodeid'>)

/** Sales. Items are sold in pieces (manual); the price is what was paid before taxes. */
export const sales = {
  dispense: write<Dispense>('sale_dispense'),
  /** Changes the price of one line. */
  modify: write<
    ByTransaction & {
      readonly barcodeid: string
      readonly price: string
      readonly item_number?: string
      readonly sale_time?: string
    }
  >('sale_modify'),
  /** Goods that came back; the refund counts for the present, the sale stays. Prices are negative (manual). */
  refund: write<ByTransaction & { readonly data: readonly SoldItem[]; readonly sale_time?: string }>(
    'sale_refund',
  ),
  /** Undoes a sale made by mistake; its goods return to the packages. */
  void: write<ByTransaction>('sale_void'),
}

export interface SoldItem {
  readonly barcodeid: string
  readonly quantity: string
  /** Dollars, as a decimal string. */
  readonly price: string
  /** Needed when a barcode occurs more than once: 0 for the first line, 1 for the next (manual). */
  readonly item_number?: string
}

export interface Dispense {
  readonly data: readonly SoldItem[]
  readonly terminal_id?: string
  /** Unix seconds; now when absent. */
  readonly sale_time?: string
  /** Medical: from a look-up of the card. */
  readonly card_id?: string
  readonly card_key?: string
}

/** Transfers from other licensees. Unlike Metrc, accepting is part of the API. */
export const transfers = {
  /** Manifests sent to a location; none is a refusal 602, see `saysNothingThere`. */
  incoming: read<AtLocation, z.output<typeof manifestLookupReply>>(
    'inventory_manifest_lookup',
    manifestLookupReply,
  ),
  incomingItems: read<AtLocation & { readonly manifest_id: string }, z.output<typeof transferLookupReply>>(
    'inventory_transfer_lookup',
    transferLookupReply,
  ),
  /** Accepts packages with the amounts received. `location` is the receiver's (by the words of a refusal). */
  accept: write<AtLocation & { readonly data: readonly Accepted[] }>('inventory_transfer_inbound'),
}

export interface Accepted {
  readonly barcodeid: string
  readonly quantity: string
  readonly uom: UnitCode
}

/** Laboratory results. */
export const labs = {
  bySample: read<{ readonly sample_id: string }, z.output<typeof labReply>>('inventory_qa_check', labReply),
  byPackage: read<Barcodes, z.output<typeof labReply>>('inventory_qa_check_all', labReply),
}

interface Room {
  readonly id: string
  readonly name: string
  readonly location: string
  readonly quarantine?: '0' | '1'
}

/** Rooms of a location. */
export const places = {
  addRoom: write<Room>('inventory_room_add'),
  changeRoom: write<Room>('inventory_room_modify'),
  removeRoom: write<AtLocation & { readonly id: string }>('inventory_room_remove'),
}

/** What changed, and what became of a write. */
export const sync = {
  check: read<
    {
      readonly download: '0'
      readonly data: readonly { readonly table: string; readonly transaction_start: number }[]
    },
    z.output<typeof syncCheckReply>
  >('sync_check', syncCheckReply),
  /** The answer that an earlier write with this nonce had (manual, chapter 8). */
  replay: read<{ readonly nonce: string }, WriteReply>('nonce_replay', writeReply),
}
