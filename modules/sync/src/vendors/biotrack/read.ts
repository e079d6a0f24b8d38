import {
  groupSales,
  manifestLookupReply,
  packageContext,
  readRows,
  tables,
  toPackageOfTrace,
  toReceiptOfTrace,
  toStatePackage,
  toStateReceipt,
  toStateTransfers,
  toTransferOfTrace,
  traceInventoryApi,
  traceRooms,
  traceSales,
  traceTransfers,
  traceVendors,
  transferLookupReply,
  type BioTrackProfile,
  type RefusedRow,
  type StatePackage as Told,
  type StateReceipt as ToldReceipt,
  type StateTransfer as ToldTransfer,
} from '@suite/biotrack'
import { isAppError } from '@suite/kernel'
import type {
  CanonicalPage,
  RefusedVendorRow,
  StatePackage,
  StateReceipt,
  StateTransfer,
} from '../canonical.ts'
import type { Access } from '../port.ts'
import type { KeptPage } from './pages.ts'
import { licenceOf, profileOf } from './source.ts'

type Page<Kind extends KeptPage['kind']> = Extract<KeptPage, { kind: Kind }>

/** Reads a kept page of BioTrack rows. A row unlike the documentation is refused by itself; the others are taken. */
export const readBioTrack = (text: string, settings: Access['settings']): CanonicalPage => {
  const page = JSON.parse(text) as KeptPage
  const profile = profileOf(page.state, settings)
  const licence = licenceOf(settings)
  const refused: RefusedVendorRow[] = []
  const note: Note = (externalId, error) => refused.push(refusal(externalId, error))
  switch (page.kind) {
    case 'packages':
      return { statePackages: packagesOf(page, profile, licence, note), refused }
    case 'receipts':
      return { stateReceipts: receiptsOf(page, profile, licence, note), refused }
    case 'transfers':
      return { stateTransfers: transfersOf(page, profile, licence, note), refused }
  }
}

type Note = (externalId: string, error: unknown) => void

const refusal = (externalId: string, error: unknown): RefusedVendorRow => {
  if (isAppError(error)) return { externalId, code: error.code, reason: error.message }
  const reason = error instanceof Error ? error.message : String(error)
  return {
    externalId,
    code: 'unlike_documentation',
    reason: `BioTrack sent a row unlike its documentation: ${reason}.`,
  }
}

/** Notes rows that could not be read, by the name under which they carry their identifier. */
const noteRefused = (rows: readonly RefusedRow[], key: string, note: Note): void => {
  for (const { raw, fields } of rows) {
    const id: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, key) : undefined
    const [first] = fields
    note(
      typeof id === 'string' || typeof id === 'number' ? String(id) : 'unknown',
      new Error(`${first?.path ?? ''}: ${first?.message ?? 'unreadable'}`),
    )
  }
}

/** Maps each by itself, noting those that cannot be. */
const taken = <Row, To>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  to: (row: Row) => To,
  note: Note,
): To[] =>
  rows.flatMap((row) => {
    try {
      return [to(row)]
    } catch (error) {
      note(idOf(row), error)
      return []
    }
  })

const packagesOf = (
  page: Page<'packages'>,
  profile: BioTrackProfile,
  licence: string,
  note: Note,
): StatePackage[] => {
  if (page.api === 'rest') {
    const read = readRows(traceInventoryApi.all.row, page.rows)
    noteRefused(read.refused, 'ID', note)
    const rooms = new Map(readRows(traceRooms.all.row, page.rooms).rows.map((room) => [room.ID, room]))
    const told = taken(
      read.rows,
      ({ ID }) => ID,
      (row) => toPackageOfTrace(row, rooms, profile),
      note,
    )
    return told.map((one) => packageOf(one, licence))
  }
  const read = readRows(tables.inventory.row, page.rows)
  noteRefused(read.refused, 'id', note)
  const rooms = readRows(tables.rooms.row, page.rooms).rows
  const samples = readRows(tables.samples.row, page.samples).rows
  const context = packageContext(profile, rooms, samples)
  const mine = read.rows.filter((row) => row.location === licence || hasChanged(row))
  return taken(
    mine,
    ({ id }) => id,
    (row) => toStatePackage(row, context),
    note,
  ).map((one) => packageOf(one, licence))
}

/** A package of another of the company's stores may have come from this one, unless it is as it was made. */
const hasChanged = (row: { transactionid: number; transactionid_original: number | null }): boolean =>
  row.transactionid_original !== null && row.transactionid_original !== row.transactionid

const EPOCH = new Date(0)
const iso = (date: Date | null): string => (date ?? EPOCH).toISOString()

const packageOf = (row: Told, licence: string): StatePackage => {
  const isHere = row.location === licence
  return {
    tag: row.tag,
    itemName: row.itemName,
    category: row.category,
    // what another store holds, this one does not
    quantity: isHere ? row.quantity : '0',
    unit: row.unit,
    room: isHere ? row.room : null,
    active: isHere && !row.status.finished,
    onHold: row.status.hold,
    onRecall: row.status.recall,
    finished: row.status.finished,
    labState: row.labState,
    packagedOn: row.packagedOn,
    expiresOn: row.expiresOn,
    lastModified: iso(row.lastModified),
    sourceTags: row.sourceTags,
  }
}

const receiptsOf = (
  page: Page<'receipts'>,
  profile: BioTrackProfile,
  licence: string,
  note: Note,
): StateReceipt[] => {
  const told: ToldReceipt[] = []
  if (page.api === 'rest') {
    const read = readRows(traceSales.all.row, page.rows)
    noteRefused(read.refused, 'ID', note)
    told.push(
      ...taken(
        read.rows,
        ({ ID }) => ID,
        (row) => toReceiptOfTrace(row, profile),
        note,
      ),
    )
  } else {
    const read = readRows(tables.sales.row, page.rows)
    noteRefused(read.refused, 'transactionid', note)
    const sales = [...groupSales(read.rows)]
    told.push(
      ...taken(
        sales,
        ([id]) => String(id),
        ([id, rows]) => toStateReceipt(rows, profile, timeOf(page.madeAt[id])),
        note,
      ),
    )
  }
  return told.filter(({ location }) => location === null || location === licence).map(receiptOf)
}

const timeOf = (iso: string | undefined): Date | null => (iso === undefined ? null : new Date(iso))

const receiptOf = (row: ToldReceipt): StateReceipt => ({
  stateId: row.stateId,
  externalNumber: row.externalNumber,
  soldAt: iso(row.soldAt ?? row.recordedAt),
  customerType: row.customerType,
  voided: row.voided,
  lastModified: iso(row.lastModified),
  lines: row.lines.map(({ tag, quantity, unit, totalMinor }) => ({ tag, quantity, unit, totalMinor })),
})

const transfersOf = (
  page: Page<'transfers'>,
  profile: BioTrackProfile,
  licence: string,
  note: Note,
): StateTransfer[] => {
  if (page.api === 'rest') {
    const read = readRows(traceTransfers.incoming.row, page.rows)
    noteRefused(read.refused, 'ID', note)
    const names = new Map(
      readRows(traceVendors.all.row, page.vendors).rows.map((row) => [
        row.LocationLicense ?? row.LicenseNumber ?? '',
        row.Name ?? '',
      ]),
    )
    const mine = read.rows.filter((row) => row.InboundLicense === licence && !row.Deleted)
    return taken(
      mine,
      ({ ID }) => ID,
      (row) => toTransferOfTrace(row, names, profile),
      note,
    ).map(transferOf)
  }
  const read = readRows(tables.incoming.row, page.rows)
  noteRefused(read.refused, 'inventoryid', note)
  const waiting = page.waiting.map(({ manifest, items }) => ({
    manifest: manifestLookupReply.parse({ data: [manifest] }).data[0],
    items: transferLookupReply.parse({ data: items }).data,
  }))
  const vendors = readRows(tables.vendors.row, page.vendors).rows
  const mine = read.rows.filter(({ location }) => location === null || location === licence)
  const manifests = new Set([
    ...waiting.flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest.manifest_id])),
    ...mine.flatMap(({ manifestid }) => (manifestid === null ? [] : [manifestid])),
  ])
  // one by one, so that an unknown inventory type refuses its own delivery only
  return taken(
    [...manifests],
    (id) => id,
    (id) =>
      toStateTransfers(
        waiting.flatMap(({ manifest, items }) => (manifest?.manifest_id === id ? [{ manifest, items }] : [])),
        mine.filter(({ manifestid }) => manifestid === id),
        vendors,
        profile,
      ),
    note,
  )
    .flat()
    .map(transferOf)
}

const transferOf = (row: ToldTransfer): StateTransfer => ({
  externalId: row.stateId,
  manifest: row.manifest,
  shipperLicence: row.shipper.licence ?? '',
  shipperName: row.shipper.name ?? '',
  expectedAt: row.expectedAt?.toISOString() ?? null,
  receivedAt: row.receivedAt?.toISOString() ?? null,
  lastModified: iso(row.lastModified),
  packages: row.packages.map((one) => ({
    tag: one.tag,
    itemName: one.itemName ?? '',
    // what was received no longer tells what was sent: the action API keeps one amount
    shippedQuantity: one.shipped?.quantity ?? one.received?.quantity ?? '0',
    receivedQuantity: one.received?.quantity ?? null,
    unit: one.shipped?.unit ?? one.received?.unit ?? '',
    state: one.state,
    expiresOn: one.expiresOn,
    labState: one.labState,
  })),
})
