import { tables } from '../classic/tables.ts'
import { newestOf } from '../rows.ts'
import { inventoryType, type BioTrackProfile } from '../states.ts'
import { unitName } from '../units.ts'
import { toMinor } from '@suite/kernel'
import type { IncomingItem, IncomingManifest } from '../wire/replies.ts'
import type { InboundRow, VendorRow } from '../wire/tables.ts'
import type { StateTransfer, StateTransferPackage } from './shapes.ts'

/** A transfer as far as it waits: the manifest and what of it can still be accepted. */
export interface Waiting {
  readonly manifest: IncomingManifest
  readonly items: readonly IncomingItem[]
}

/**
 * Incoming transfers of one location, from what waits and what was received: a manifest may be in both when it was
 * accepted in part. Transfers are ordered by manifest.
 * @throws AppError `unknown_inventory_type`
 */
export const toStateTransfers = (
  waiting: readonly Waiting[],
  received: readonly InboundRow[],
  vendors: readonly VendorRow[],
  profile: BioTrackProfile,
): StateTransfer[] => {
  const names = new Map(vendors.map(({ location, name }) => [location, name]))
  const newest = newestOf(received, tables.incoming.key, ({ transactionid }) => transactionid)
  const rows = Map.groupBy(
    newest.filter(({ manifestid }) => manifestid !== null),
    ({ manifestid }) => manifestid ?? '',
  )
  const open = new Map(waiting.map((each) => [each.manifest.manifest_id, each]))
  return [...new Set([...open.keys(), ...rows.keys()])]
    .toSorted()
    .map((id) => toTransfer(id, open.get(id), rows.get(id) ?? [], names, profile))
}

const toTransfer = (
  manifest: string,
  waiting: Waiting | undefined,
  rows: readonly InboundRow[],
  names: ReadonlyMap<string, string | null>,
  profile: BioTrackProfile,
): StateTransfer => {
  const standing = rows.filter(({ deleted }) => !deleted)
  const licence = waiting?.manifest.license_number ?? rows[0]?.outbound_license ?? null
  const times = rows.flatMap(({ sessiontime }) => (sessiontime === null ? [] : [sessiontime.getTime()]))
  const arrived = new Set(standing.map(({ inventoryid }) => inventoryid))
  // sent twice, or received between the two readings
  const items = new Map((waiting?.items ?? []).map((item) => [item.barcode_id, item]))
  const open = [...items.values()].filter(({ barcode_id }) => !arrived.has(barcode_id))
  const packages = [
    ...open.map((item) => fromItem(item, profile)),
    ...standing.map((row) => fromRow(row, profile)),
  ]
  return {
    stateId: manifest,
    manifest,
    shipper: {
      licence,
      name: waiting?.manifest.trade_name ?? (licence === null ? null : (names.get(licence) ?? null)),
    },
    recipientLicence: rows[0]?.location ?? null,
    expectedAt: null,
    shippedOn: waiting?.manifest.transfer_date ?? null,
    receivedAt: standing.length === 0 || times.length === 0 ? null : new Date(Math.max(...times)),
    complete: standing.length > 0 && open.length === 0,
    voided: false,
    packageCount: packages.length,
    receivedPackageCount: standing.length,
    lastModified: times.length === 0 ? null : new Date(Math.max(...times)),
    packages,
  }
}

const fromItem = (item: IncomingItem, profile: BioTrackProfile): StateTransferPackage => {
  const type = item.inventorytype === null ? null : inventoryType(profile, item.inventorytype)
  return {
    ...UNTOLD,
    tag: item.barcode_id,
    itemName: item.product ?? item.description,
    category: type?.name ?? null,
    strain: item.strain,
    shipped: { quantity: item.quantity, unit: unitName(type?.unit ?? 'each') },
    received: null,
    state: item.is_return ? 'Returned' : 'Shipped',
    wholesaleMinor: null,
  }
}

/** What was shipped is not in the rows of what was received. */
const fromRow = (row: InboundRow, profile: BioTrackProfile): StateTransferPackage => {
  const type = row.inventorytype === null ? null : inventoryType(profile, row.inventorytype)
  return {
    ...UNTOLD,
    tag: row.inventoryid,
    itemName: null,
    category: type?.name ?? null,
    strain: row.strain,
    shipped: null,
    received: { quantity: row.quantity, unit: unitName(type?.unit ?? 'each') },
    state: row.is_refund ? 'Returned' : 'Accepted',
    wholesaleMinor: row.price === null ? null : toMinor(row.price),
  }
}

const UNTOLD = { labState: null, packagedOn: null, expiresOn: null } as const
