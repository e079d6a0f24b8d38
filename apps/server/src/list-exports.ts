import { recordAudit } from '@suite/audit'
import type { ExportDeps } from '@suite/http'
import { peopleNames, storesOf } from '@suite/identity'
import type { Services } from './services.ts'

/** How lists leave the product as files: named, in the stores' clock and currency, and noted in the audit trail. */
export const listExports = (services: Services): ExportDeps => ({
  get database() {
    return services.database
  },
  record: (tx, { list, format, filters }) =>
    recordAudit(tx, {
      eventType: 'list.exported',
      resourceType: 'list',
      resourceId: list.slice(0, 60),
      action: 'read',
      risk: 'medium',
      after: { format, filters },
    }),
  facts: async (read, storeId) => {
    const [stores, people] = [await storesOf(read), await peopleNames(read)]
    const meant = stores.filter((store) => storeId === null || store.id === storeId)
    return {
      timeZone: theOne(meant.map((store) => store.timeZone)) ?? 'UTC',
      currency: theOne(meant.map((store) => store.currency)) ?? 'each store’s currency',
      names: new Map([
        ...stores.map(({ id, name }) => [id, name] as const),
        ...people.map(({ userId, name }) => [userId, name] as const),
      ]),
    }
  },
})

/** What they all are; null where they differ, or where there is none. */
const theOne = (values: readonly string[]): string | null => {
  const [first, ...others] = new Set(values)
  return first !== undefined && others.length === 0 ? first : null
}
