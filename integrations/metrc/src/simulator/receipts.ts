import { DateTime } from 'luxon'
import { blankReceipt, type ReceiptRow } from './blank-sale.ts'
import {
  changes,
  creates,
  localTimeOf,
  numberOf,
  ok,
  refuse,
  rowFault,
  stamp,
  textOrNull,
  unauthorized,
  type FacilityCall,
  type Route,
} from './http.ts'
import { bareList, envelope, listing, sent } from './lists.ts'
import { counties, customerTypes, patientLocations, paymentTypes } from './reference-data.ts'
import type { Version } from './shelf.ts'
import { customerOf, putBack, sellLines, totalsOf } from './sold.ts'
import type { MetrcState } from './state.ts'

const VIEW = ['View Sales', 'Manage Sales']
const MANAGE = ['Manage Sales']
const DELIVERY = ['View Sales Delivery', 'Manage Sales Delivery']
type Body = Readonly<Record<string, unknown>>

const route = (
  method: string,
  path: string,
  permissions: readonly string[],
  answer: Route['answer'],
): Route => ({
  method,
  path: `/sales/v2/${path}`,
  permissions,
  licensed: true,
  flag: 'AdvancedSales',
  answer,
})
const open = (path: string, answer: Route['answer']): Route => ({
  method: 'GET',
  path: `/sales/v2/${path}`,
  permissions: [],
  licensed: false,
  answer,
})

const lines = (row: ReceiptRow, modified: string) =>
  row.Transactions.map((line) => ({
    ...sent(line),
    RecordedDateTime: row.RecordedDateTime,
    LastModified: modified,
  }))

/** Local sale times as instants, for the range by sales date. */
export const saleInstant = (local: string, call: FacilityCall): number =>
  DateTime.fromISO(local, { zone: call.facility.zone }).toMillis()

/** The lists show no lines. */
const list = (name: string, archived: boolean): Route =>
  route(
    'GET',
    `receipts/${name}`,
    VIEW,
    listing({
      name,
      recent: true,
      shelf: ({ state }) => state.receipts,
      keep: (row) => (row.ArchivedDate !== null) === archived,
      render: (row, LastModified) => ({ ...sent(row), Transactions: [], LastModified }),
      other: { name: 'salesDate', at: (row, call) => saleInstant(row.SalesDateTime, call) },
    }),
  )

const one = ({ row, modified }: Version<ReceiptRow>) => {
  const LastModified = stamp(new Date(modified))
  return ok({ ...sent(row), Transactions: lines(row, LastModified), LastModified })
}

const byId = (call: FacilityCall): Version<ReceiptRow> => {
  const seen = call.state.receipts.seen(Number(call.path['id']), call.at)
  if (seen === undefined) return refuse(404, 'No receipt was found.')
  return seen.row.$licence === call.facility.licence ? seen : unauthorized()
}

/** A number that is not one of the facility's answers 401 (official note). */
const byExternalNumber = (call: FacilityCall) => {
  const ids = call.state.externalNumbers.get(`${call.facility.licence} ${call.path['externalNumber']}`) ?? []
  const seen = ids.flatMap((id) => call.state.receipts.seen(id, call.at) ?? []).at(0)
  return seen === undefined ? unauthorized() : one(seen)
}

/** Keeps a receipt and its external number; nothing forbids the same number twice. */
export const keepReceipt = (state: MetrcState, row: ReceiptRow, at: Date): ReceiptRow => {
  const key = `${row.$licence} ${row.ExternalReceiptNumber}`
  const before = state.externalNumbers.get(key) ?? []
  if (row.ExternalReceiptNumber !== null) state.externalNumbers.set(key, [...before, row.Id])
  state.keeping.undo?.push(() => state.externalNumbers.set(key, before))
  return state.receipts.add(row, [row.$licence], at)
}

const fieldsOf = (call: FacilityCall, body: Body): Partial<ReceiptRow> => {
  const SalesDateTime = localTimeOf(body, 'SalesDateTime')
  const DAY = 86_400_000
  if (saleInstant(SalesDateTime, call) > call.at.getTime() + DAY)
    return rowFault('The Sales Date cannot be in the future.')
  const customer = customerOf(call, body)
  const Transactions = sellLines(call, body)
  return {
    ...customer,
    SalesDateTime,
    Transactions,
    ...totalsOf(Transactions),
    IdentificationMethod: textOrNull(body, 'IdentificationMethod'),
  }
}

const create = (call: FacilityCall, body: Body): number => {
  const Id = call.state.nextId()
  const row: ReceiptRow = {
    ...blankReceipt(Id, call.facility.licence),
    ...fieldsOf(call, body),
    ReceiptNumber: String(Id).padStart(10, '0'),
    ExternalReceiptNumber: textOrNull(body, 'ExternalReceiptNumber'),
    RecordedDateTime: stamp(call.at),
    RecordedByUserName: call.user.name,
  }
  return keepReceipt(call.state, row, call.at).Id
}

const own = (call: FacilityCall, body: Body): ReceiptRow => {
  const row = call.state.receipts.get(numberOf(body, 'Id'))
  if (row === undefined || row.$licence !== call.facility.licence)
    return rowFault('The receipt was not found.')
  return row.ArchivedDate === null ? row : rowFault('The receipt is void.')
}

const unlocked = (row: ReceiptRow): ReceiptRow =>
  row.IsFinal ? rowFault('The receipt is finalized and cannot be changed.') : row

const update = (call: FacilityCall, body: Body): void => {
  const row = unlocked(own(call, body))
  putBack(call.state, row.Transactions, call.at)
  const fields = fieldsOf(call, body)
  call.state.receipts.change(row.Id, call.at, (before) => ({ ...before, ...fields }))
}

const finalize =
  (IsFinal: boolean) =>
  (call: FacilityCall, body: Body): void => {
    const row = own(call, body)
    if (row.IsFinal === IsFinal) rowFault(`The receipt is ${IsFinal ? 'already' : 'not'} finalized.`)
    call.state.receipts.change(row.Id, call.at, (before) => ({ ...before, IsFinal }))
  }

/** Voids a receipt: its quantities go back into the packages (inferred, unverified). */
export const voidReceipt = (state: MetrcState, row: ReceiptRow, at: Date): ReceiptRow => {
  putBack(state, row.Transactions, at)
  const ArchivedDate = at.toISOString().slice(0, 10)
  return state.receipts.change(row.Id, at, (before) => ({ ...before, ArchivedDate }))
}

const archive = (call: FacilityCall) => {
  const { row } = byId(call)
  const truth = call.state.receipts.get(row.Id) ?? row
  if (truth.ArchivedDate !== null) return refuse(400, 'The receipt is already void.')
  if (truth.IsFinal) return refuse(400, 'The receipt is finalized and cannot be deleted.')
  voidReceipt(call.state, truth, call.at)
  return ok()
}

export const receiptRoutes: readonly Route[] = [
  list('active', false),
  list('inactive', true),
  open('customertypes', () => bareList(customerTypes)),
  open('counties', ({ query }) => envelope(query, counties)),
  open('patientregistration/locations', () => bareList(patientLocations)),
  route('GET', 'paymenttypes', DELIVERY, () => bareList(paymentTypes)),
  route('GET', 'receipts/external/{externalNumber}', VIEW, byExternalNumber),
  route('GET', 'receipts/{id}', VIEW, (call) => one(byId(call))),
  route('POST', 'receipts', MANAGE, creates(create)),
  route('PUT', 'receipts/finalize', MANAGE, changes(finalize(true))),
  route('PUT', 'receipts/unfinalize', MANAGE, changes(finalize(false))),
  route('PUT', 'receipts', MANAGE, changes(update)),
  route('DELETE', 'receipts/{id}', MANAGE, archive),
]
