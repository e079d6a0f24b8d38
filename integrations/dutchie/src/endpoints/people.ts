import { list, paged } from '../endpoint.ts'
import {
  customer,
  employee,
  loyaltySnapshot,
  type WireCustomer,
  type WireEmployee,
  type WireLoyaltySnapshot,
} from '../wire/people.ts'
import type { ModifiedSpan } from './reports.ts'

interface CustomersQuery extends ModifiedSpan {
  readonly includeAnonymous?: boolean
}

/** Customers. `reporting` and `reportingPages` list wholesale customers too and need only the Reporting scope. */
export const customers = {
  all: list<WireCustomer, CustomersQuery & { readonly customerID?: number; readonly uniqueId?: string }>(
    '/customer/customers',
    customer,
    'customerId',
    'Customer',
  ),
  pages: paged<WireCustomer, CustomersQuery>(
    '/customer/customers-paginated',
    customer,
    'customerId',
    'Customer',
  ),
  reporting: list<WireCustomer, CustomersQuery>('/reporting/customers', customer, 'customerId', 'Reporting'),
  reportingPages: paged<WireCustomer, CustomersQuery>(
    '/reporting/customers-paginated',
    customer,
    'customerId',
    'Reporting',
  ),
  /** Once a minute at most; made anew every night. */
  loyalty: list<WireLoyaltySnapshot>(
    '/reporting/loyalty-snapshot',
    loyaltySnapshot,
    'customerId',
    'Reporting',
  ),
}

/** Staff. Its scope is not published (unverified). */
export const employees = list<WireEmployee>('/employees', employee, 'userId', 'any')
