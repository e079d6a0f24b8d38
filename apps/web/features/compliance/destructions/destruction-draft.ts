import { instantOf, typedOf } from '../holds/moments'
import type { ChosenProduct } from '../holds/product-field'
import { footageOf, type FootageDraft } from './footage-fields'
import type { NewDestruction } from './queries'
import { NO_WITNESS, witnessOf, type WitnessDraft } from './witness-fields'

/** What is typed of a destruction. Times are on the store's clock. */
export interface DestructionDraft {
  readonly storeId: string
  readonly product: ChosenProduct | null
  readonly lotId: string
  readonly quantity: string
  readonly reason: string
  readonly method: string
  readonly at: string
  readonly witness: WitnessDraft
  readonly footage: FootageDraft
}

/** An empty form in a store, dated now. */
export const newDestruction = (storeId: string, zone: string): DestructionDraft => {
  const at = typedOf(new Date(), zone)
  return {
    storeId,
    product: null,
    lotId: '',
    quantity: '',
    reason: '',
    method: '',
    at,
    witness: NO_WITNESS,
    footage: { camera: '', beganAt: at, endedAt: at },
  }
}

/** The form in another store: the same instants on that store's clock, and none of the other's lots. */
export const inStore = (
  draft: DestructionDraft,
  storeId: string,
  zones: { readonly from: string; readonly to: string },
): DestructionDraft => {
  const moved = (typed: string): string => {
    const instant = instantOf(typed, zones.from)
    return instant === '' ? typed : typedOf(new Date(instant), zones.to)
  }
  const { camera, beganAt, endedAt } = draft.footage
  return {
    ...draft,
    storeId,
    lotId: '',
    at: moved(draft.at),
    footage: { camera, beganAt: moved(beganAt), endedAt: moved(endedAt) },
  }
}

/** What was entered as the API takes it, or null while something is missing. */
export const destructionOf = (
  draft: DestructionDraft,
  zone: string,
  recallId: string,
): NewDestruction | null => {
  const { storeId, product, lotId } = draft
  const footage = footageOf(draft.footage, zone)
  const destroyedAt = instantOf(draft.at, zone)
  const witness = witnessOf(draft.witness)
  const [quantity, reason, method] = [draft.quantity, draft.reason, draft.method].map((text) => text.trim())
  if (product === null || footage === null || destroyedAt === '' || witness === null) return null
  if (!quantity || !reason || !method) return null
  return {
    storeId,
    productId: product.id,
    quantity: quantity.replace(',', '.'),
    reason,
    method,
    witness,
    footage,
    destroyedAt,
    ...(lotId === '' ? {} : { lotId }),
    ...(recallId === '' ? {} : { recallId }),
  }
}
