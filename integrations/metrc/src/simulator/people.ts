import { ok, refuse, unauthorized, type Call, type FacilityCall, type Route } from './http.ts'
import { bareList, envelope } from './lists.ts'
import { PERMISSIONS } from './permissions.ts'
import { unitRows, wasteMethods } from './reference-data.ts'
import type { SimFacility, SimUser } from './state.ts'

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

/** A facility as /facilities/v2 shows it; flags that are off are sent as false. */
const facilityRow = (facility: SimFacility, user: SimUser, known: readonly string[]) => ({
  FacilityId: facility.id,
  HireDate: '0001-01-01',
  IsOwner: false,
  IsManager: true,
  IsFinancialContact: false,
  Email: null,
  Occupations: [],
  Name: facility.name,
  Alias: facility.name,
  DisplayName: facility.name,
  CredentialedDate: '2020-01-01',
  SupportActivationDate: null,
  SupportExpirationDate: null,
  FacilityType: {
    ...Object.fromEntries(known.map((flag) => [flag, facility.flags.has(flag)])),
    RestrictWholesalePriceEditDays: null,
    TotalMemberPatientsAllowed: null,
  },
  License: {
    Number: facility.licence,
    EmployeeLicenseNumber: user.employeeLicence,
    StartDate: '2020-01-01',
    EndDate: '2030-01-01',
    LicenseType: facility.licenceType,
  },
  AllowTransferOfOnHoldPackages: null,
  AllowTransferOfOnRecallPackages: null,
})

const facilities = ({ state, user }: Call) => {
  const known = [...new Set([...state.facilities.values()].flatMap(({ flags }) => [...flags]))]
  const mine = [...state.facilities.values()].filter(({ licence }) => user.licences.includes(licence))
  return bareList(mine.map((facility) => facilityRow(facility, user, known)))
}

const colleagues = ({ state, facility }: FacilityCall): SimUser[] =>
  [...state.users.values()].filter(({ licences }) => licences.includes(facility.licence))

const employeeRow = (user: SimUser) => ({
  FullName: user.name,
  License: {
    Number: user.employeeLicence,
    EmployeeLicenseNumber: user.employeeLicence,
    StartDate: '2023-01-01',
    EndDate: '2030-01-01',
    LicenseType: 'Employee',
  },
  IsIndustryAdmin: false,
  IsOwner: false,
  IsManager: user.permissions === 'all',
})

const permissionsOf = (call: FacilityCall) => {
  const wanted = call.query.get('employeeLicenseNumber')
  const user = colleagues(call).find(({ employeeLicence }) => employeeLicence === wanted)
  if (user === undefined) return unauthorized()
  const held = user.permissions === 'all' ? PERMISSIONS : user.permissions
  return bareList(held.map((name) => name.toLowerCase()))
}

const tagRows = ({ state, facility }: FacilityCall) =>
  (state.tags.get(facility.licence) ?? []).map((Label, index) => ({
    Id: index + 1,
    GroupTagTypeName: 'CannabisPackage',
    TagTypeName: 'Cannabis Package',
    GroupTagTypeId: 1,
    TagTypeId: 1,
    TagInventoryTypeName: 'CannabisPackage',
    MaxGroupSize: 1000,
    FacilityId: facility.id,
    Label,
  }))

const patientStatuses = (call: FacilityCall) => {
  const status = call.state.patients.get(call.path['number'] ?? '')
  return status === undefined ? refuse(404, 'No patient was found.') : bareList([status])
}

const caregiver = (call: FacilityCall) => {
  const number = call.path['number'] ?? ''
  const wards = [...call.state.patients.values()].filter((each) => each['$caregiver'] === number)
  if (wards.length === 0) return refuse(404, 'No caregiver was found.')
  return ok({
    CaregiverLicenseNumber: number,
    Active: true,
    Patients: wards.map((each) => each['PatientLicenseNumber']),
  })
}

/** Facilities, employees, tags, units, patients. */
export const peopleRoutes: readonly Route[] = [
  get('/facilities/v2/', [], facilities, false),
  get('/employees/v2/', ['Manage Employees', 'View Employees'], (call) =>
    envelope(call.query, colleagues(call).map(employeeRow)),
  ),
  get('/employees/v2/permissions', ['Manage Employees'], permissionsOf),
  get('/unitsofmeasure/v2/active', [], () => bareList(unitRows), false),
  get('/unitsofmeasure/v2/inactive', [], () => bareList([]), false),
  get('/wastemethods/v2/', [], () => bareList(wasteMethods), false),
  get('/tags/v2/package/available', ['Manage Tags'], (call) => bareList(tagRows(call))),
  get('/tags/v2/plant/available', ['Manage Tags'], () => bareList([])),
  get('/tags/v2/staged', ['Manage Tags'], () => bareList([])),
  get('/patients/v2/statuses/{number}', ['Lookup Patients'], patientStatuses),
  get('/caregivers/v2/status/{number}', ['Lookup Caregivers'], caregiver),
]
