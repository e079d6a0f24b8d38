import { z } from 'zod'
import { changing, list, one, post, put, remove } from '../endpoint.ts'
import {
  employee,
  facility,
  location,
  locationType,
  sublocation,
  tag,
  unit,
  wasteMethod,
} from '../wire/facilities.ts'

/** Where the key's user works. */
export const facilities = { all: list('/facilities/v2/', facility, { licensed: false }) }

/** People; `permissions` are Metrc's own names, asked with the employee's licence number. */
export const employees = {
  all: list('/employees/v2/', employee, { permission: 'Manage Employees' }),
  permissions: list('/employees/v2/permissions', z.string(), { permission: 'Manage Employees' }),
}

const LOCATIONS = 'Manage Locations'
interface NewLocation {
  readonly Name: string
  readonly LocationTypeName: string
}
interface NewSublocation {
  readonly Name: string
}
type Changed<T> = T & { readonly Id: number }

export const locations = {
  active: changing('/locations/v2/active', location, LOCATIONS),
  inactive: list('/locations/v2/inactive', location, { permission: LOCATIONS }),
  types: list('/locations/v2/types', locationType, { permission: LOCATIONS }),
  one: one('/locations/v2/{id}', location, { permission: LOCATIONS }),
  create: post<NewLocation>('/locations/v2/', LOCATIONS),
  update: put<Changed<NewLocation>>('/locations/v2/', LOCATIONS),
  archive: remove('/locations/v2/{id}', LOCATIONS),
}

/** Only where the facility's flag `EnableSublocations` is on. */
export const sublocations = {
  active: changing('/sublocations/v2/active', sublocation, LOCATIONS),
  inactive: list('/sublocations/v2/inactive', sublocation, { permission: LOCATIONS }),
  one: one('/sublocations/v2/{id}', sublocation, { permission: LOCATIONS }),
  create: post<NewSublocation>('/sublocations/v2/', LOCATIONS),
  update: put<Changed<NewSublocation>>('/sublocations/v2/', LOCATIONS),
  archive: remove('/sublocations/v2/{id}', LOCATIONS),
}

/** Unused tags: endpoints of a paid Metrc Connect tier (official note; the tiers' names are unverified). */
export const tags = {
  packageAvailable: list('/tags/v2/package/available', tag, { permission: 'Manage Tags' }),
  plantAvailable: list('/tags/v2/plant/available', tag, { permission: 'Manage Tags' }),
  staged: list('/tags/v2/staged', tag, { permission: 'Manage Tags' }),
}

export const units = {
  active: list('/unitsofmeasure/v2/active', unit, { licensed: false }),
  inactive: list('/unitsofmeasure/v2/inactive', unit, { licensed: false }),
}
export const wasteMethods = { all: list('/wastemethods/v2/', wasteMethod, { licensed: false }) }
