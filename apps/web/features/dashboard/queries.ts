import { question } from '@/lib/question'

/** Everything the dashboard shows of a store, or of all. */
export const dashboardOf = (storeId: string | undefined) => question('/dashboard', { query: { storeId } })
