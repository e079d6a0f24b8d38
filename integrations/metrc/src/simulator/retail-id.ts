import { packageByTag } from './build.ts'
import {
  creates,
  ok,
  refuse,
  rowFault,
  textOf,
  unauthorized,
  type Call,
  type FacilityCall,
  type Route,
} from './http.ts'
import { adjustPackage, inStock, inUnitOf } from './stock.ts'

type Body = Readonly<Record<string, unknown>>

const RETAIL_ID = ['View Packages']
const retailId = (method: string, path: string, answer: Route['answer']): Route => ({
  method,
  path: `/retailid/v2/${path}`,
  permissions: RETAIL_ID,
  licensed: true,
  flag: 'CanReceiveAssociateProductLabel',
  answer,
})

const labelsOf = (call: FacilityCall, label: string) => {
  const row = packageByTag(call.state, label)
  if (row === undefined || row.$licence !== call.facility.licence) return unauthorized()
  return ok({
    Eaches: row.$qrCodes,
    SiblingTags: [],
    RequiresVerification: false,
    Ranges: row.$qrCodes.length === 0 ? [] : [[1, row.$qrCodes.length]],
    QrCount: row.$qrCodes.length,
    ChildTag: row.Label,
    LabelSource: 'RetailId',
  })
}

const addCodes = (call: FacilityCall, label: string, codes: readonly string[]): void => {
  const row = inStock(call.state, call.facility.licence, label)
  call.state.packages.change(row.Id, call.at, (before) => {
    const $qrCodes = [...before.$qrCodes, ...codes]
    const ProductLabel = { QrCount: $qrCodes.length, IsActive: true, LabelSource: 'RetailId' }
    return { ...before, $qrCodes, ProductLabel }
  })
}

const bodyOf = (call: Call): Body =>
  typeof call.body === 'object' && call.body !== null
    ? (call.body as Body)
    : refuse(400, 'A body is required.')

const generate = (call: FacilityCall) => {
  const body = bodyOf(call)
  const quantity = Number(body['Quantity'])
  const issuance = call.state.nextId().toString(16).padStart(24, '0')
  const codes = Array.from({ length: quantity }, (_, index) => `id.1a4.com/${issuance}${index}`)
  addCodes(call, textOf(body, 'PackageLabel'), codes)
  return ok({
    IssuanceId: issuance,
    Manifest: { Qrs: codes, Ranges: [[1, quantity]] },
    Url: `https://1a4.com/g/${issuance}`,
  })
}

const labels = (call: Call): string[] => {
  const value = bodyOf(call)['packageLabels']
  return Array.isArray(value) ? value.map(String) : refuse(400, 'packageLabels is required.')
}

const merge = (call: FacilityCall) => {
  const [target, source] = labels(call).map((label) => inStock(call.state, call.facility.licence, label))
  if (target === undefined || source === undefined) return refuse(400, 'Two package labels are required.')
  const moved = inUnitOf(target, source.Quantity, source.UnitOfMeasureName)
  const change = { reason: 'Merge', note: null, by: call.user.name }
  adjustPackage(call.state, source, { ...change, delta: -source.Quantity }, call.at)
  adjustPackage(call.state, target, { ...change, delta: moved }, call.at)
  return ok()
}

const packagesInfo = (call: FacilityCall) =>
  ok({
    Packages: labels(call).map((label) => {
      const row = packageByTag(call.state, label)
      if (row === undefined || row.$licence !== call.facility.licence) return unauthorized()
      const QrCount = row.$qrCodes.length
      return {
        Tag: row.Label,
        QrCount,
        EstimatedBalance: QrCount,
        HasQrs: QrCount > 0,
        RequiresVerification: false,
      }
    }),
  })

/** Retail ID labels: codes of a package and who carries them. */
export const retailIdRoutes: readonly Route[] = [
  retailId('GET', 'allotment', ({ facility }) =>
    ok({ FacilityId: facility.id, Allotment: 50_000, FacilityLicenseNumber: facility.licence }),
  ),
  retailId('GET', 'receive/qr/{code}', (call) => {
    const code = call.path['code'] ?? ''
    const row = call.state.packages
      .all()
      .find(({ $qrCodes }) => $qrCodes.some((qr) => qr.endsWith(`/${code}`)))
    return row === undefined ? refuse(404, 'No label was found.') : labelsOf(call, row.Label)
  }),
  retailId('GET', 'receive/{label}', (call) => labelsOf(call, call.path['label'] ?? '')),
  retailId('POST', 'generate', generate),
  retailId(
    'POST',
    'associate',
    creates((call, body) => {
      const urls = body['QrUrls']
      const label = textOf(body, 'PackageLabel')
      addCodes(call, label, Array.isArray(urls) ? urls.map(String) : rowFault('QrUrls are required.'))
      return packageByTag(call.state, label)?.Id ?? 0
    }),
  ),
  retailId('POST', 'merge', merge),
  retailId('POST', 'packages/info', packagesInfo),
]
