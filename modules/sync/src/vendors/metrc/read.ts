import { toStateDelivery, toStatePackage, toStateReceipt, wire } from '@suite/metrc'
import type { z } from 'zod'
import type {
  CanonicalPage,
  RefusedVendorRow,
  StatePackage,
  StateReceipt,
  StateTransfer,
} from '../canonical.ts'
import type { KeptPage } from './pull.ts'

/** Reads a kept page of Metrc rows. A row unlike the documentation is refused by itself; the others are taken. */
export const readMetrc = (stream: string, text: string, timeZone: string): CanonicalPage => {
  const page = JSON.parse(text) as KeptPage
  const refused: RefusedVendorRow[] = []
  const take = <T, R>(shape: z.ZodType<T>, key: string, turn: (row: T, raw: unknown) => R): R[] =>
    page.rows.flatMap((raw) => {
      try {
        const read = shape.safeParse(raw)
        if (read.success) return [turn(read.data, raw)]
        const issue = read.error.issues[0]
        refused.push(refusal(raw, key, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`))
      } catch (error) {
        refused.push(refusal(raw, key, error instanceof Error ? error.message : 'unreadable'))
      }
      return []
    })
  if (stream === 'packages')
    return {
      statePackages: take(wire.packageRow, 'Label', (row) => packageOf(toStatePackage(row), page.list)),
      refused,
    }
  if (stream === 'receipts')
    return {
      stateReceipts: take(wire.receipt, 'Id', (row) => receiptOf(toStateReceipt(row, timeZone))),
      refused,
    }
  if (stream === 'transfers')
    return {
      stateTransfers: take(wire.transfer, 'DeliveryId', (row, raw) => transferOf(row, raw, timeZone)),
      refused,
    }
  return { refused }
}

const refusal = (raw: unknown, key: string, reason: string): RefusedVendorRow => ({
  externalId: String(Reflect.get(raw as object, key) ?? 'unknown'),
  code: 'unlike_documentation',
  reason: `Metrc sent a row unlike its documentation: ${reason}.`,
})

const EPOCH = new Date(0).toISOString()

const packageOf = (row: ReturnType<typeof toStatePackage>, list: KeptPage['list']): StatePackage => ({
  tag: row.tag,
  itemName: row.itemName,
  category: row.category,
  quantity: row.quantity,
  unit: row.unit,
  room: row.room,
  active: list !== 'inactive' && !row.status.finished && !row.status.discontinued,
  onHold: row.status.hold,
  onRecall: row.status.recall,
  finished: row.status.finished,
  labState: row.labState,
  packagedOn: row.packagedOn,
  expiresOn: row.expiresOn ?? row.useBy,
  lastModified: row.lastModified?.toISOString() ?? EPOCH,
  sourceTags: row.sourceTags,
})

const receiptOf = (row: ReturnType<typeof toStateReceipt>): StateReceipt => ({
  stateId: String(row.stateId),
  externalNumber: row.externalNumber,
  soldAt: (row.soldAt ?? row.recordedAt ?? new Date(0)).toISOString(),
  customerType: row.customerType,
  voided: row.voided,
  lastModified: row.lastModified?.toISOString() ?? EPOCH,
  lines: row.lines.map(({ tag, quantity, unit, totalMinor }) => ({ tag, quantity, unit, totalMinor })),
})

const transferOf = (row: z.output<typeof wire.transfer>, raw: unknown, timeZone: string): StateTransfer => {
  const contents: unknown = Reflect.get(raw as object, 'packages')
  const packages = wire.deliveryPackage.array().parse(Array.isArray(contents) ? contents : [])
  const delivery = toStateDelivery(row, timeZone, packages)
  return {
    externalId: String(delivery.deliveryId),
    manifest: delivery.manifest ?? '',
    shipperLicence: delivery.shipper.licence ?? '',
    shipperName: delivery.shipper.name ?? '',
    expectedAt: delivery.expectedAt?.toISOString() ?? null,
    receivedAt: delivery.receivedAt?.toISOString() ?? null,
    lastModified: delivery.lastModified?.toISOString() ?? EPOCH,
    packages: delivery.packages.map((one) => ({
      tag: one.tag,
      itemName: one.itemName ?? '',
      shippedQuantity: one.shipped?.quantity ?? '0',
      receivedQuantity: one.received?.quantity ?? null,
      unit: one.shipped?.unit ?? one.received?.unit ?? '',
      state: one.state,
      expiresOn: one.expiresOn ?? one.useBy,
      labState: one.labState,
    })),
  }
}
