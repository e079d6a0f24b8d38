import { days, percent, quantity } from '@/lib/format'

/** Lead time with how far it varies: "6.3 d ± 1.8". */
export const leadTime = (lead: number | null, spread: number | null): string =>
  lead === null ? '–' : spread === null ? days(lead) : `${days(lead)} ± ${quantity(spread, 1)}`

/** A change with its sign: "+4.2 %". */
export const signed = (share: number | null): string =>
  share === null ? '–' : `${share > 0.0005 ? '+' : ''}${percent(share, 1)}`

/** Dearer by more than this is worth a word with the vendor. */
export const DEARER = 0.03
/** Delivering less than this on time, or in full, is poor. */
export const POOR = 0.9
