import { addDays, startOfDay } from '@/lib/day'
import type { ChosenProduct } from '../holds/product-field'
import { valuesIn } from './drill-text'
import type { RecallScope } from './queries'

/** Which goods are meant, while it is being entered. */
export interface RecallScopeDraft {
  readonly by: RecallScope['by']
  readonly text: string
  readonly product: ChosenProduct | null
  readonly vendorId: string
  /** Calendar days on the store's clock; empty for no bound. */
  readonly receivedFrom: string
  readonly receivedUntil: string
}

export const NO_RECALL_SCOPE: RecallScopeDraft = {
  by: 'lot_code',
  text: '',
  product: null,
  vendorId: '',
  receivedFrom: '',
  receivedUntil: '',
}

/** The scope as the API takes it, or null while nothing is named. */
export const recallScopeOf = (draft: RecallScopeDraft, timeZone: string): RecallScope | null => {
  if (draft.by !== 'product' && draft.by !== 'vendor') {
    const values = valuesIn(draft.text)
    return values.length === 0 ? null : { by: draft.by, values }
  }
  const id = draft.by === 'product' ? (draft.product?.id ?? '') : draft.vendorId
  if (id === '') return null
  return {
    by: draft.by,
    id,
    ...(draft.receivedFrom === '' ? {} : { receivedFrom: startOfDay(draft.receivedFrom, timeZone, 0) }),
    ...(draft.receivedUntil === ''
      ? {}
      : { receivedUntil: startOfDay(addDays(draft.receivedUntil, 1), timeZone, 0) }),
  }
}
