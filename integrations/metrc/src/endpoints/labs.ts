import { bare, command, list, one, post, put } from '../endpoint.ts'
import { namedEntry } from '../wire/sales.ts'
import { file, labResult, labTestBatch, labTestType } from '../wire/items.ts'
import { allotment, retailIdIssue, retailIdLabels, retailIdPackages } from '../wire/facilities.ts'

const VIEW = 'View Packages'
const INVENTORY = 'Manage Packages Inventory'

/** Lab results. `results` is asked with the query `packageId`. */
export const labTests = {
  states: list('/labtests/v2/states', namedEntry, { licensed: false }),
  types: list('/labtests/v2/types', labTestType, { licensed: false }),
  batches: list('/labtests/v2/batches', labTestBatch, { licensed: false }),
  results: list('/labtests/v2/results', labResult, { permission: VIEW }),
  /** The certificate; its JSON is not published, taken to be that of the other files (inferred, unverified). */
  document: one('/labtests/v2/labtestdocument/{documentFileId}', file, { permission: VIEW }),
  /** Laboratories only. PDF, at most 5 MB. */
  record: post<{
    readonly Label: string
    readonly ResultDate: string
    readonly DocumentFileName: string | null
    readonly DocumentFileBase64: string | null
    readonly Results: readonly {
      readonly LabTestTypeName: string
      readonly Quantity: number
      readonly Passed: boolean
      readonly Notes: string
    }[]
  }>('/labtests/v2/record', INVENTORY),
  updateDocument: put<{
    readonly LabTestResultId: number
    readonly DocumentFileName: string
    readonly DocumentFileBase64: string
  }>('/labtests/v2/labtestdocument', INVENTORY),
  release: put<{ readonly PackageLabel: string }>('/labtests/v2/results/release', INVENTORY),
}

const RETAIL_ID = 'Retail ID of the vendor key, and View Packages'
interface PackageLabels {
  readonly packageLabels: readonly string[]
}

/** Retail ID; absent in AK, CO, GU, ME and MO in February 2026. */
export const retailId = {
  allotment: one('/retailid/v2/allotment', allotment, { permission: 'Download Product Labels' }),
  receive: one('/retailid/v2/receive/{tag}', retailIdLabels, { permission: RETAIL_ID }),
  receiveByCode: one('/retailid/v2/receive/qr/{shortCode}', retailIdLabels, { permission: RETAIL_ID }),
  generate: command<{ readonly PackageLabel: string; readonly Quantity: number }, RetailIdIssue>(
    '/retailid/v2/generate',
    RETAIL_ID,
    retailIdIssue,
  ),
  associate: post<{ readonly PackageLabel: string; readonly QrUrls: readonly string[] }>(
    '/retailid/v2/associate',
    RETAIL_ID,
  ),
  /** Merges the second package into the first; needs an adjustment reason whose name contains "Merge". */
  merge: bare<PackageLabels>('/retailid/v2/merge', RETAIL_ID),
  packagesInfo: command<PackageLabels, RetailIdPackages>(
    '/retailid/v2/packages/info',
    RETAIL_ID,
    retailIdPackages,
  ),
}
type RetailIdIssue = (typeof retailIdIssue)['_output']
type RetailIdPackages = (typeof retailIdPackages)['_output']
