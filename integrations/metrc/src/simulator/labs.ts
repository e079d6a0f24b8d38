import { fileReply } from './catalog.ts'
import {
  changes,
  creates,
  refuse,
  rowFault,
  rowsOf,
  textOf,
  unauthorized,
  type FacilityCall,
  type Route,
} from './http.ts'
import { bareList, envelope, sent } from './lists.ts'
import { labStates, labTestBatches, labTestTypes } from './reference-data.ts'
import { inStock } from './stock.ts'

const get = (
  path: string,
  permissions: readonly string[],
  answer: Route['answer'],
  licensed = true,
): Route => ({
  method: 'GET',
  path,
  permissions,
  licensed,
  answer,
})

const labResults = (call: FacilityCall) => {
  const packageId = Number(call.query.get('packageId'))
  const row = call.state.packages.get(packageId)
  if (row === undefined) return refuse(404, 'No package was found.')
  if (row.$licence !== call.facility.licence) return unauthorized()
  const rows = call.state.labResults.all().filter((result) => result['PackageId'] === packageId)
  return envelope(
    call.query,
    rows.map(({ Id: _, ...result }) => sent(result)),
  )
}

const release = changes((call, body) => {
  inStock(call.state, call.facility.licence, textOf(body, 'PackageLabel'))
})

const labWrites: Route[] = [
  {
    method: 'POST',
    path: '/labtests/v2/record',
    permissions: ['Manage Packages Inventory'],
    licensed: true,
    flag: 'CanTestPackages',
    answer: creates((call, body) => {
      textOf(body, 'Label')
      return rowsOf(body, 'Results').length === 0 ? rowFault('Results are required.') : call.state.nextId()
    }),
  },
  {
    method: 'PUT',
    path: '/labtests/v2/labtestdocument',
    permissions: ['Manage Packages Inventory'],
    licensed: true,
    answer: changes((call, body) => {
      const known = call.state.labResults
        .all()
        .find((row) => row['LabTestResultId'] === body['LabTestResultId'])
      if (known === undefined) return rowFault('The lab test result was not found.')
      const id = known['LabTestResultDocumentFileId'] as number
      call.state.files.set(id, {
        name: textOf(body, 'DocumentFileName'),
        base64: textOf(body, 'DocumentFileBase64'),
      })
    }),
  },
  {
    method: 'PUT',
    path: '/labtests/v2/results/release',
    permissions: ['Manage Packages Inventory'],
    licensed: true,
    answer: release,
  },
]

/** Lab results; recording them is for laboratories (flag `CanTestPackages`). */
export const labRoutes: readonly Route[] = [
  get('/labtests/v2/states', [], () => bareList(labStates), false),
  get('/labtests/v2/types', [], ({ query }) => envelope(query, labTestTypes), false),
  get('/labtests/v2/batches', [], ({ query }) => envelope(query, labTestBatches), false),
  get('/labtests/v2/results', ['View Packages'], labResults),
  get('/labtests/v2/labtestdocument/{id}', ['View Packages'], (call) =>
    fileReply(call, Number(call.path['id'])),
  ),
  ...labWrites,
]
