import type { EvergreenStore } from '../../../demo/generate.ts'

/** Keys of the practice systems. They open nothing but made-up data on the loopback, so they are no secret. */
export const dutchieKey = (store: EvergreenStore['key']): string => `practice-location-${store}`
export const METRC_KEYS = { vendorKey: 'practice-vendor', userKey: 'practice-user' } as const
/** The company as BioTrack numbers it, and its user. */
export const BIOTRACK_COMPANY = '999000463'
export const BIOTRACK_USER = { username: 'practice@example.com', password: 'practice-password' } as const
