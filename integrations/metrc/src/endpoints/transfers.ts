import { changing, list, one, post, put, remove } from '../endpoint.ts'
import { namedEntry } from '../wire/sales.ts'
import { file } from '../wire/items.ts'
import {
  delivery,
  deliveryPackage,
  requiredLabTestBatch,
  transfer,
  transferType,
  transporter,
  transporterDetail,
  wholesalePackage,
} from '../wire/transfers.ts'
import type {
  HubStep,
  NewExternalTransfer,
  NewTransferTemplate,
  UpdatedExternalTransfer,
  UpdatedTransferTemplate,
} from './transfer-bodies.ts'

const VIEW = { permission: 'View Transfers', licensed: false }
const MANAGE = 'Manage Transfers'
const VIEW_TEMPLATES = { permission: 'View Transfer Templates', licensed: false }
const TEMPLATES = 'Manage Transfer Templates'
const HUB = 'Manage Transfer Hub'

/**
 * Transfers. There is no endpoint that accepts or rejects an incoming licensed transfer, and none that makes an outgoing
 * manifest: both are a person's acts in Metrc's own pages (the public catalogue has no such operation; probes of eight
 * plausible paths answered 404 in February 2026). Show what is expected, hand the person over, and poll.
 */
export const transfers = {
  incoming: changing('/transfers/v2/incoming', transfer, VIEW.permission, ['estimatedArrival']),
  outgoing: changing('/transfers/v2/outgoing', transfer, VIEW.permission, ['estimatedArrival']),
  hub: changing('/transfers/v2/hub', transfer, HUB, ['estimatedArrival']),
  rejected: list('/transfers/v2/rejected', transfer, { permission: VIEW.permission }),
  types: list('/transfers/v2/types', transferType),
  packageStates: list('/transfers/v2/deliveries/packages/states', namedEntry, { licensed: false }),
  deliveries: list('/transfers/v2/{transferId}/deliveries', delivery, VIEW),
  packages: list('/transfers/v2/deliveries/{deliveryId}/packages', deliveryPackage, VIEW),
  wholesale: list('/transfers/v2/deliveries/{deliveryId}/packages/wholesale', wholesalePackage, VIEW),
  transporters: list('/transfers/v2/deliveries/{deliveryId}/transporters', transporter, VIEW),
  transporterDetails: list(
    '/transfers/v2/deliveries/{deliveryId}/transporters/details',
    transporterDetail,
    VIEW,
  ),
  requiredLabTests: list(
    '/transfers/v2/deliveries/package/{deliveryPackageId}/requiredlabtestbatches',
    requiredLabTestBatch,
    VIEW,
  ),
  manifestPdf: one('/transfers/v2/manifest/{transferId}/pdf', file, { permission: TEMPLATES }),
  hubArrive: post<HubStep>('/transfers/v2/hub/arrive', HUB),
  hubCheckIn: post<HubStep>('/transfers/v2/hub/checkin', HUB),
  hubCheckOut: post<HubStep>('/transfers/v2/hub/checkout', HUB),
  hubDepart: post<HubStep>('/transfers/v2/hub/depart', HUB),
}

/** The manifest as a page, read with `client.text`. */
export const MANIFEST_HTML = '/transfers/v2/manifest/{transferId}/html'

/** Transfers from facilities outside the system (flag `CanTransferFromExternalFacilities`). */
export const externalTransfers = {
  create: post<NewExternalTransfer>('/transfers/v2/external/incoming', MANAGE),
  update: put<UpdatedExternalTransfer>('/transfers/v2/external/incoming', MANAGE),
  archive: remove('/transfers/v2/external/incoming/{id}', MANAGE),
}

/** Templates from which a person makes an outgoing manifest. */
export const transferTemplates = {
  all: changing('/transfers/v2/templates/outgoing', transfer, VIEW_TEMPLATES.permission),
  deliveries: list('/transfers/v2/templates/outgoing/{templateId}/deliveries', delivery, VIEW_TEMPLATES),
  packages: list(
    '/transfers/v2/templates/outgoing/deliveries/{deliveryId}/packages',
    deliveryPackage,
    VIEW_TEMPLATES,
  ),
  transporters: list(
    '/transfers/v2/templates/outgoing/deliveries/{deliveryId}/transporters',
    transporter,
    VIEW_TEMPLATES,
  ),
  transporterDetails: list(
    '/transfers/v2/templates/outgoing/deliveries/{deliveryId}/transporters/details',
    transporterDetail,
    VIEW_TEMPLATES,
  ),
  create: post<NewTransferTemplate>('/transfers/v2/templates/outgoing', TEMPLATES),
  update: put<UpdatedTransferTemplate>('/transfers/v2/templates/outgoing', TEMPLATES),
  archive: remove('/transfers/v2/templates/outgoing/{id}', TEMPLATES),
}
