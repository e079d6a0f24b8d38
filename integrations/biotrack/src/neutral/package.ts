import { inventoryType, type BioTrackProfile } from '../states.ts'
import { unitName } from '../units.ts'
import type { InventoryRow, RoomRow, SampleRow } from '../wire/tables.ts'
import { labStatesOf } from './lab-state.ts'
import type { StatePackage } from './shapes.ts'

/** What rows of packages refer to. */
export interface PackageContext {
  readonly profile: BioTrackProfile
  readonly rooms: ReadonlyMap<string, { readonly name: string | null; readonly quarantine: boolean }>
  readonly labStates: ReadonlyMap<string, string>
}

/** Prepares what packages refer to, from the tables of rooms and samples. */
export const packageContext = (
  profile: BioTrackProfile,
  rooms: readonly RoomRow[],
  samples: readonly SampleRow[],
): PackageContext => ({
  profile,
  rooms: new Map(
    rooms.flatMap(({ room, location, name, quarantine }) =>
      room === null ? [] : [[roomKey(location, room), { name, quarantine }] as const],
    ),
  ),
  labStates: labStatesOf(samples),
})

/** Rooms are numbered anew at every location. */
const roomKey = (location: string | null, room: string): string => `${location ?? ''} ${room}`

/**
 * Maps a row of the classic inventory table. The row tells no dates of packaging or expiry.
 * @throws AppError `unknown_inventory_type` when the state's list lacks the row's type: its unit is not known then
 */
export const toStatePackage = (row: InventoryRow, context: PackageContext): StatePackage => {
  const type = inventoryType(context.profile, row.inventorytype)
  const sourceTags = [...new Set([...row.parentid, ...row.inventoryparentid])].filter((tag) => tag !== row.id)
  const { currentroom } = row
  const room = currentroom === null ? undefined : context.rooms.get(roomKey(row.location, currentroom))
  return {
    ...UNTOLD,
    stateId: row.id,
    tag: row.id,
    itemName: row.productname ?? [row.strain, type.name].filter((part) => part !== null).join(' '),
    category: type.name,
    strain: row.strain,
    quantity: row.remaining_quantity,
    unit: unitName(type.unit),
    room: room?.name ?? (currentroom === null ? null : `Room ${currentroom}`),
    status: {
      ...UNTOLD.status,
      hold:
        row.seized ||
        room?.quarantine === true ||
        (row.inventorystatus !== null && context.profile.heldStatuses.includes(row.inventorystatus)),
      finished: row.deleted,
      tradeSample: row.is_sample,
    },
    labState: labStateFor([row.id, ...sourceTags], type.tested, context),
    lastModified: row.sessiontime,
    sourceTags,
    location: row.location,
    transactionId: row.transactionid,
  }
}

/** Its own test counts before that of what it was made of. */
const labStateFor = (
  tags: readonly string[],
  tested: boolean | null,
  context: PackageContext,
): string | null => {
  for (const tag of tags) {
    const state = context.labStates.get(tag)
    if (state !== undefined) return state
  }
  return tested === false ? 'NotRequired' : null
}

/** What the classic API does not tell. */
const UNTOLD = {
  brand: null,
  subroom: null,
  status: {
    hold: false,
    recall: false,
    finished: false,
    discontinued: false,
    tradeSample: false,
    onRetailerDelivery: false,
  },
  packagedOn: null,
  expiresOn: null,
  sellBy: null,
  useBy: null,
  receivedAt: null,
  manifest: null,
  externalId: null,
} as const
