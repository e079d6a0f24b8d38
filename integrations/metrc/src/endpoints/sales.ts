import { changing, list, one, post, put, remove } from '../endpoint.ts'
import {
  caregiverStatus,
  county,
  namedEntry,
  patientStatus,
  receipt,
  retailerDelivery,
  salesDelivery,
} from '../wire/sales.ts'
import { reason } from '../wire/packages.ts'
import type {
  CompletedDelivery,
  HubTransport,
  NewReceipt,
  NewRetailerDelivery,
  NewSalesDelivery,
  RetailerDeliveryEnd,
  RetailerDeliveryRestock,
  RetailerDeliverySale,
} from './sale-bodies.ts'

const VIEW = 'View Sales'
const MANAGE = 'Manage Sales'
const VIEW_DELIVERY = 'View Sales Delivery'
const DELIVERY = 'Manage Sales Delivery'
const HUB = 'Manage Sales Delivery Hub'
const VIEW_RETAILER = 'View Retailer Delivery'
const RETAILER = 'Manage Retailer Delivery'
type Changed<T> = T & { readonly Id: number }
interface ById {
  readonly Id: number
}

/** Sales receipts. Void by `archive`; a finalized receipt is locked until it is unfinalized. */
export const receipts = {
  active: changing('/sales/v2/receipts/active', receipt, VIEW, ['salesDate']),
  inactive: changing('/sales/v2/receipts/inactive', receipt, VIEW, ['salesDate']),
  one: one('/sales/v2/receipts/{id}', receipt, { permission: VIEW }),
  /** A number that is not there answers 401, not 404 (official note). */
  byExternalNumber: one('/sales/v2/receipts/external/{externalNumber}', receipt, { permission: VIEW }),
  create: post<NewReceipt>('/sales/v2/receipts', MANAGE),
  update: put<Changed<NewReceipt>>('/sales/v2/receipts', MANAGE),
  finalize: put<ById>('/sales/v2/receipts/finalize', MANAGE),
  unfinalize: put<ById>('/sales/v2/receipts/unfinalize', MANAGE),
  archive: remove('/sales/v2/receipts/{id}', MANAGE),
  customerTypes: list('/sales/v2/customertypes', namedEntry, { licensed: false }),
  paymentTypes: list('/sales/v2/paymenttypes', namedEntry, { permission: VIEW_DELIVERY }),
  counties: list('/sales/v2/counties', county, { licensed: false }),
  patientLocations: list('/sales/v2/patientregistration/locations', county, { licensed: false }),
}

export const salesDeliveries = {
  active: changing('/sales/v2/deliveries/active', salesDelivery, VIEW_DELIVERY, ['salesDate']),
  inactive: changing('/sales/v2/deliveries/inactive', salesDelivery, VIEW_DELIVERY, ['salesDate']),
  one: one('/sales/v2/deliveries/{id}', salesDelivery, { permission: VIEW_DELIVERY }),
  returnReasons: list('/sales/v2/deliveries/returnreasons', reason, { permission: DELIVERY }),
  create: post<NewSalesDelivery>('/sales/v2/deliveries', DELIVERY),
  update: put<Changed<NewSalesDelivery>>('/sales/v2/deliveries', DELIVERY),
  complete: put<CompletedDelivery>('/sales/v2/deliveries/complete', DELIVERY),
  hub: put<HubTransport>('/sales/v2/deliveries/hub', HUB),
  hubAccept: put<ById>('/sales/v2/deliveries/hub/accept', HUB),
  hubDepart: put<ById>('/sales/v2/deliveries/hub/depart', HUB),
  hubVerifyId: put<ById & { readonly PaymentType: string }>('/sales/v2/deliveries/hub/verifyID', HUB),
  archive: remove('/sales/v2/deliveries/{id}', DELIVERY),
}

/** Rounds with several destinations (flag `RetailerDelivery`). */
export const retailerDeliveries = {
  active: changing('/sales/v2/deliveries/retailer/active', retailerDelivery, VIEW_RETAILER),
  inactive: changing('/sales/v2/deliveries/retailer/inactive', retailerDelivery, VIEW_RETAILER),
  one: one('/sales/v2/deliveries/retailer/{id}', retailerDelivery, { permission: VIEW_RETAILER }),
  create: post<NewRetailerDelivery>('/sales/v2/deliveries/retailer', RETAILER),
  update: put<Changed<NewRetailerDelivery>>('/sales/v2/deliveries/retailer', RETAILER),
  depart: post<{ readonly RetailerDeliveryId: number }>('/sales/v2/deliveries/retailer/depart', RETAILER),
  restock: post<RetailerDeliveryRestock>('/sales/v2/deliveries/retailer/restock', RETAILER),
  sale: post<RetailerDeliverySale>('/sales/v2/deliveries/retailer/sale', RETAILER),
  end: post<RetailerDeliveryEnd>('/sales/v2/deliveries/retailer/end', RETAILER),
  archive: remove('/sales/v2/deliveries/retailer/{id}', RETAILER),
}

/** Limits and standing of patients and caregivers, in states where that is switched on. */
export const patients = {
  statuses: list('/patients/v2/statuses/{patientLicenseNumber}', patientStatus, {
    permission: 'Lookup Patients',
  }),
  caregiver: one('/caregivers/v2/status/{caregiverLicenseNumber}', caregiverStatus, {
    permission: 'Lookup Caregivers',
  }),
}
