import type { GetReplies } from '@/lib/contract'
import { question } from '@/lib/question'

export type Connection = GetReplies['/connections']['items'][number]
export type Stream = Connection['streams'][number]
export type VendorChoice = GetReplies['/connection-vendors']['items'][number]
export type VendorField = VendorChoice['credentials'][number]
export type Verdict = NonNullable<Connection['verdict']>

/** How often what the screen shows is asked for again. */
export const WATCHED_MS = 5000

/** Connections, asked for again every few seconds while the screen is open. */
export const useConnections = () => ({ ...question('/connections'), refetchInterval: WATCHED_MS })

/** Answers that a change of a connection makes old. */
export const STALE = ['/connections', '/outages'] as const
