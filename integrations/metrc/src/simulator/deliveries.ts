import { blankSalesDelivery, type SalesDeliveryRow } from './blank-sale.ts'
import { packageByTag } from './build.ts'
import {
  changes,
  creates,
  localTimeOf,
  numberOf,
  ok,
  refuse,
  rowFault,
  rowsOf,
  stamp,
  textOf,
  textOrNull,
  unauthorized,
  type FacilityCall,
  type Route,
} from './http.ts'
import { envelope, listing, sent } from './lists.ts'
import { saleInstant } from './receipts.ts'
import { returnReasons } from './reference-data.ts'
import { customerOf, putBack, sellLines, totalsOf } from './sold.ts'
import { inUnitOf, moveQuantity } from './stock.ts'

const VIEW = ['View Sales Delivery', 'Manage Sales Delivery']
const MANAGE = ['Manage Sales Delivery']
const HUB = ['Manage Sales Delivery Hub']
type Body = Readonly<Record<string, unknown>>

const route = (
  method: string,
  path: string,
  permissions: readonly string[],
  answer: Route['answer'],
): Route => ({
  method,
  path: `/sales/v2/deliveries${path}`,
  permissions,
  licensed: true,
  flag: 'CanDeliverSalesToConsumers',
  answer,
})

const isOver = (row: SalesDeliveryRow): boolean => row.VoidedDate !== null || row.CompletedDateTime !== null

const list = (name: string, over: boolean): Route =>
  route(
    'GET',
    `/${name}`,
    VIEW,
    listing({
      name,
      recent: true,
      shelf: ({ state }) => state.salesDeliveries,
      keep: (row) => isOver(row) === over,
      render: (row, LastModified) => ({ ...sent(row), Transactions: [], LastModified }),
      other: { name: 'salesDate', at: (row, call) => saleInstant(row.SalesDateTime, call) },
    }),
  )

const byId = (call: FacilityCall) => {
  const seen = call.state.salesDeliveries.seen(Number(call.path['id']), call.at)
  if (seen === undefined) return refuse(404, 'No delivery was found.')
  return seen.row.$licence === call.facility.licence ? seen : unauthorized()
}

const own = (call: FacilityCall, body: Body): SalesDeliveryRow => {
  const row = call.state.salesDeliveries.get(numberOf(body, 'Id'))
  if (row === undefined || row.$licence !== call.facility.licence)
    return rowFault('The delivery was not found.')
  return isOver(row) ? rowFault('The delivery is already closed.') : row
}

const TEXTS = [
  'ConsumerId',
  'DriverEmployeeId',
  'DriverName',
  'DriversLicenseNumber',
  'VehicleMake',
  'VehicleModel',
  'VehicleLicensePlateNumber',
  'RecipientName',
  'RecipientAddressStreet1',
  'RecipientAddressCity',
  'RecipientAddressState',
  'RecipientAddressPostalCode',
  'PlannedRoute',
] as const

/** Driver, vehicle and recipient, as far as a body gives them. */
export const textsOf = <F extends string>(body: Body, fields: readonly F[]): Record<F, string | null> =>
  Object.fromEntries(fields.map((field) => [field, textOrNull(body, field)])) as Record<F, string | null>

const fieldsOf = (call: FacilityCall, body: Body): Partial<SalesDeliveryRow> => {
  const { facility } = call
  const customer = customerOf(call, body)
  if (facility.flags.has('SalesDeliveryRequireConsumerId') && textOrNull(body, 'ConsumerId') === null)
    return rowFault('The Consumer Id is required.')
  if (facility.flags.has('SalesDeliveryRequireRecipientName') && textOrNull(body, 'RecipientName') === null)
    return rowFault('The Recipient Name is required.')
  const Transactions = sellLines(call, body)
  return {
    ...textsOf(body, TEXTS),
    SalesCustomerType: customer.SalesCustomerType,
    PatientLicenseNumber: customer.PatientLicenseNumber,
    SalesDateTime: localTimeOf(body, 'SalesDateTime'),
    EstimatedDepartureDateTime: localTimeOf(body, 'EstimatedDepartureDateTime'),
    EstimatedArrivalDateTime: localTimeOf(body, 'EstimatedArrivalDateTime'),
    Transactions,
    ...totalsOf(Transactions),
  }
}

const create = (call: FacilityCall, body: Body): number => {
  const Id = call.state.nextId()
  const row: SalesDeliveryRow = {
    ...blankSalesDelivery(Id, call.facility.licence),
    ...fieldsOf(call, body),
    DeliveryNumber: String(Id).padStart(10, '0'),
    SalesDeliveryState: 'Open',
    RecordedDateTime: stamp(call.at),
    RecordedByUserName: call.user.name,
  }
  return call.state.salesDeliveries.add(row, [call.facility.licence], call.at).Id
}

const change = (call: FacilityCall, id: number, fields: Partial<SalesDeliveryRow>): void => {
  call.state.salesDeliveries.change(id, call.at, (before) => ({ ...before, ...fields }))
}

/** What came back goes into its package again. */
const complete = (call: FacilityCall, body: Body): void => {
  const row = own(call, body)
  const accepted = body['AcceptedPackages']
  const returned = rowsOf(body, 'ReturnedPackages')
  const named = new Set([
    ...(Array.isArray(accepted) ? accepted.map(String) : []),
    ...returned.map((each) => textOf(each, 'Label')),
  ])
  const missing = row.Transactions.find(({ PackageLabel }) => !named.has(PackageLabel))
  if (missing !== undefined) rowFault(`Package "${missing.PackageLabel}" must be accepted or returned.`)
  for (const each of returned) {
    const reason = returnReasons.find(({ Name }) => Name === textOf(each, 'ReturnReason'))
    if (reason === undefined) return rowFault('The return reason was not found.')
    if (reason.RequiresNote && textOrNull(each, 'ReturnReasonNote') === null)
      return rowFault(`Return Reason "${reason.Name}" requires a note.`)
    const back = packageByTag(call.state, textOf(each, 'Label'))
    if (back === undefined) return rowFault('The returned package was not found.')
    const quantity = inUnitOf(
      back,
      numberOf(each, 'ReturnQuantityVerified'),
      textOf(each, 'ReturnUnitOfMeasure'),
    )
    moveQuantity(call.state, back, quantity, call.at)
  }
  change(call, row.Id, {
    ActualArrivalDateTime: localTimeOf(body, 'ActualArrivalDateTime'),
    CompletedDateTime: stamp(call.at),
    SalesDeliveryState: 'Completed',
  })
}

const voidDelivery = (call: FacilityCall) => {
  const { row } = byId(call)
  if (isOver(row)) return refuse(400, 'The delivery is already closed.')
  putBack(call.state, row.Transactions, call.at)
  change(call, row.Id, { VoidedDate: call.at.toISOString().slice(0, 10) })
  return ok()
}

const hub = (fields: (body: Body, at: Date) => Partial<SalesDeliveryRow>): Route['answer'] =>
  changes((call, body) => change(call, own(call, body).Id, fields(body, call.at)))

export const deliveryRoutes: readonly Route[] = [
  list('active', false),
  list('inactive', true),
  route('GET', '/returnreasons', MANAGE, ({ query }) => envelope(query, returnReasons)),
  route('GET', '/{id}', VIEW, (call) => {
    const { row, modified } = byId(call)
    const Transactions = row.Transactions.map((line) => sent(line))
    return ok({ ...sent(row), Transactions, LastModified: stamp(new Date(modified)) })
  }),
  route('POST', '', MANAGE, creates(create)),
  route(
    'PUT',
    '',
    MANAGE,
    changes((call, body) => {
      const row = own(call, body)
      putBack(call.state, row.Transactions, call.at)
      change(call, row.Id, fieldsOf(call, body))
    }),
  ),
  route('PUT', '/complete', MANAGE, changes(complete)),
  route(
    'PUT',
    '/hub',
    HUB,
    hub((body) => textsOf(body, ['DriverName', 'VehicleMake', 'VehicleModel'])),
  ),
  route(
    'PUT',
    '/hub/accept',
    HUB,
    hub((_, at) => ({ AcceptedDateTime: stamp(at) })),
  ),
  route(
    'PUT',
    '/hub/depart',
    HUB,
    hub(() => ({ SalesDeliveryState: 'InTransit' })),
  ),
  route(
    'PUT',
    '/hub/verifyID',
    HUB,
    hub((body) => {
      textOf(body, 'PaymentType')
      return { SalesDeliveryState: 'Verified' }
    }),
  ),
  route('DELETE', '/{id}', MANAGE, voidDelivery),
]
