import { Decimal, lineAmount, toMinor } from '@suite/kernel'
import { inventoryType, type BioTrackProfile } from '../states.ts'
import { unitName } from '../units.ts'
import type { TraceInventory, TraceRoom, TraceSale, TraceTransfer } from '../wire/trace.ts'
import { labStateOf } from './lab-state.ts'
import type {
  StatePackage,
  StateReceipt,
  StateReceiptLine,
  StateTransfer,
  StateTransferPackage,
} from './shapes.ts'

/**
 * Maps a package of the REST API. It tells its unit, its dates and its own test.
 * @throws AppError `unknown_inventory_type` when it tells no unit and its type is not in the state's list
 */
export const toPackageOfTrace = (
  row: TraceInventory,
  rooms: ReadonlyMap<string, TraceRoom>,
  profile: BioTrackProfile,
): StatePackage => {
  const type = profile.types.find(({ code }) => code === row.InventoryType)
  const room = row.RoomID === null ? undefined : rooms.get(row.RoomID)
  const category = type?.name ?? null
  return {
    stateId: row.ID,
    tag: row.ID,
    itemName: row.ProductName ?? [row.Strain, category].filter((part) => part !== null).join(' '),
    category,
    strain: row.Strain,
    brand: null,
    quantity: row.RemainingAmount,
    unit: unitOf(row, profile),
    room: room?.Name ?? (row.RoomID === null ? null : `Room ${row.RoomID}`),
    subroom: null,
    status: {
      hold:
        row.Seized ||
        room?.Quarantine === true ||
        (row.Status !== null && profile.heldStatuses.includes(row.Status)),
      recall: false,
      finished: row.Deleted || row.Destroyed,
      discontinued: false,
      tradeSample: row.IsSample,
      onRetailerDelivery: false,
    },
    labState:
      labStateOf(row.QAStatus ?? newestResult(row)) ?? (type?.tested === false ? 'NotRequired' : null),
    packagedOn: row.PackageDate,
    expiresOn: row.ExpirationDate,
    sellBy: null,
    useBy: null,
    receivedAt: null,
    manifest: null,
    externalId: row.ExternalID,
    lastModified: row.SessionTime,
    sourceTags: row.InventoryParentID,
    location: row.LocationLicense,
    transactionId: row.TransactionID,
  }
}

const unitOf = (row: TraceInventory, profile: BioTrackProfile): string => {
  if (row.UOM !== null) return unitName(row.UOM)
  return row.UnitBased ? unitName('each') : unitName(inventoryType(profile, row.InventoryType).unit)
}

const newestResult = ({ LabSample }: TraceInventory): string | null =>
  (LabSample ?? [])
    .filter(({ Deleted }) => !Deleted)
    .toSorted((one, other) => other.TransactionID - one.TransactionID)[0]?.Result ?? null

/** Maps a sale of the REST API. A line with a reason of voiding does not stand. */
export const toReceiptOfTrace = (row: TraceSale, profile: Pick<BioTrackProfile, 'priceIs'>): StateReceipt => {
  const standing = row.Item.filter(({ VoidReason }) => VoidReason === null)
  const voided = row.Deleted || standing.length === 0
  const lines = (voided ? row.Item : standing).map((item) => toLine(item, profile))
  return {
    stateId: row.ID,
    externalNumber: row.ExternalID,
    soldAt: row.CreatedOn,
    customerType: row.Type,
    totalMinor: voided ? 0 : lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
    packageCount: new Set(lines.map(({ tag }) => tag)).size,
    lines,
    final: false,
    voided,
    recordedAt: row.CreatedOn,
    lastModified: row.UpdatedOn ?? row.CreatedOn,
    location: row.LocationLicense,
    terminal: null,
    transactionId: row.TransactionID,
  }
}

const toLine = (
  item: TraceSale['Item'][number],
  { priceIs }: Pick<BioTrackProfile, 'priceIs'>,
): StateReceiptLine => {
  const isBack = item.Price.startsWith('-') || item.Quantity.startsWith('-')
  const quantity = new Decimal(item.Quantity).abs()
  const price = new Decimal(item.Price).abs()
  const total = priceIs === 'line' ? toMinor(price) : lineAmount(quantity, price)
  return {
    tag: item.Barcode,
    itemName: null,
    quantity: (isBack ? quantity.neg() : quantity).toFixed(),
    unit: 'Each',
    totalMinor: isBack && total !== 0 ? -total : total,
  }
}

/**
 * Maps an incoming transfer of the REST API.
 * @throws AppError `unknown_inventory_type`
 */
export const toTransferOfTrace = (
  row: TraceTransfer,
  vendors: ReadonlyMap<string, string>,
  profile: BioTrackProfile,
): StateTransfer => {
  const items = row.Item.filter(({ Deleted }) => !Deleted)
  const packages = items.map((item) => toTransferPackage(item, profile))
  const received = items.filter((item) => item.Received).length
  return {
    stateId: row.ID,
    manifest: row.ManifestID ?? row.ID,
    shipper: {
      licence: row.OutboundLicense,
      name: row.OutboundLicense === null ? null : (vendors.get(row.OutboundLicense) ?? null),
    },
    recipientLicence: row.InboundLicense,
    expectedAt: null,
    shippedOn: null,
    receivedAt: row.ReceivedTime,
    complete: items.length > 0 && received === items.length,
    voided: row.Deleted,
    packageCount: items.length,
    receivedPackageCount: received,
    lastModified: row.SessionTime,
    packages,
  }
}

const toTransferPackage = (
  item: TraceTransfer['Item'][number],
  profile: BioTrackProfile,
): StateTransferPackage => {
  const goods = item.Inventory
  const unit = goods === null ? unitName('each') : unitOf(goods, profile)
  const type = profile.types.find(({ code }) => code === goods?.InventoryType)
  return {
    tag: item.InventoryID,
    itemName: goods?.ProductName ?? item.Description,
    category: type?.name ?? null,
    strain: goods?.Strain ?? null,
    shipped: item.Amount === null ? null : { quantity: item.Amount, unit },
    received: item.Received && item.ReceivedAmount !== null ? { quantity: item.ReceivedAmount, unit } : null,
    state: stateOf(item),
    labState: goods === null ? null : labStateOf(goods.QAStatus ?? newestResult(goods)),
    packagedOn: goods?.PackageDate ?? null,
    expiresOn: goods?.ExpirationDate ?? null,
    wholesaleMinor: null,
  }
}

const stateOf = (item: TraceTransfer['Item'][number]): string => {
  if (item.IsRejected) return 'Rejected'
  if (item.IsReturn) return 'Returned'
  return item.Received ? 'Accepted' : 'Shipped'
}
