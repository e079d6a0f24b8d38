import type { EvergreenStore } from '../../../demo/generate.ts'

/** The systems that run beside the demo shop. */
export type PracticeVendor = 'dutchie' | 'metrc' | 'biotrack'

/** Whether a sale reached the state's register. */
export type Reported = 'once' | 'never' | 'twice'

/** Something that happened at a practice shop since its opening. Instants are milliseconds since 1970. */
export type PracticeEvent =
  | {
      readonly kind: 'sale'
      readonly store: EvergreenStore['key']
      readonly at: number
      readonly medical: boolean
      readonly lines: readonly {
        readonly tag: string
        readonly units: number
        readonly discountMinor: number
      }[]
      readonly reported: Reported
    }
  | {
      readonly kind: 'delivery'
      readonly store: EvergreenStore['key']
      readonly at: number
      readonly sku: string
      readonly tag: string
      readonly units: number
      readonly expiresOn: string
    }
  /** Customers came until here and found nothing to buy. */
  | { readonly kind: 'until'; readonly store: EvergreenStore['key']; readonly at: number }
  /** A request that changed something, as it came. */
  | {
      readonly kind: 'call'
      readonly vendor: PracticeVendor
      readonly at: number
      readonly method: string
      readonly path: string
      readonly query: string
      readonly authorization: string
      readonly text: string
    }

/** What the shop does by itself. */
export type ShopEvent = Exclude<PracticeEvent, { kind: 'call' }>
