import type { CountBody, DeliveredPackage, DeliveryKey, Suggestion } from './queries'

/** The form of one package as it is typed. */
export interface CountDraft {
  readonly counted: string
  readonly rejectReason: string | null
  readonly product: {
    readonly id: string
    readonly name: string
    readonly sku: string
    readonly unit: string
  } | null
  readonly unitCost: string
  readonly lotCode: string
  readonly expiresOn: string
  readonly certificate: string
  readonly lab: string
  readonly testedOn: string
  readonly note: string
}

/** Starts from what was counted before, else from what the manifest and the past say. Nothing is counted in advance. */
export const draftOf = (of: DeliveredPackage, suggestion: Suggestion | undefined): CountDraft => {
  const { arrival } = of
  if (arrival === null)
    return {
      counted: '',
      rejectReason: null,
      product:
        suggestion === undefined
          ? null
          : { id: suggestion.productId, name: suggestion.name, sku: '', unit: suggestion.unit },
      unitCost: suggestion?.cost ?? '',
      lotCode: '',
      expiresOn: of.expiresOn ?? '',
      certificate: of.certificate ?? '',
      lab: '',
      testedOn: '',
      note: '',
    }
  return {
    ...arrival,
    product:
      arrival.productId === null
        ? null
        : {
            id: arrival.productId,
            name: arrival.productName ?? '',
            sku: '',
            unit: arrival.productUnit ?? '',
          },
    unitCost: arrival.unitCost ?? '',
    expiresOn: arrival.expiresOn ?? '',
    testedOn: arrival.testedOn ?? '',
  }
}

/** What is sent of a form; empty fields are left out. */
export const bodyOf = (draft: CountDraft, key: DeliveryKey, tag: string): CountBody => ({
  connectionId: key.connectionId,
  externalId: key.externalId,
  tag,
  counted: draft.counted.trim().replace(',', '.'),
  lotCode: draft.lotCode,
  certificate: draft.certificate,
  lab: draft.lab,
  note: draft.note,
  ...(draft.rejectReason === null ? {} : { rejectReason: draft.rejectReason }),
  ...(draft.product === null ? {} : { productId: draft.product.id }),
  ...(draft.unitCost === '' ? {} : { unitCost: draft.unitCost }),
  ...(draft.expiresOn === '' ? {} : { expiresOn: draft.expiresOn }),
  ...(draft.testedOn === '' ? {} : { testedOn: draft.testedOn }),
})

/** Counted less shipped as a number; null while nothing sensible is typed. */
export const differenceOf = (counted: string, shipped: string): number | null => {
  const typed = Number(counted.trim().replace(',', '.'))
  if (counted.trim() === '' || !Number.isFinite(typed)) return null
  return Math.round((typed - Number(shipped)) * 10_000) / 10_000
}
