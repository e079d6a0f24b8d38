import type { EvergreenStore } from '../../../demo/generate.ts'

/** Keys of the practice systems. They open nothing but made-up data on the loopback, so they are no secret. */
export const dutchieKey = (store: EvergreenStore['key']): string => `practice-location-${store}`
export const METRC_KEYS = { vendorKey: 'practice-vendor', userKey: 'practice-user' } as const
