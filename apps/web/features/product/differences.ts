import type { AuditEvent } from '@/lib/contract'

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'none'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The fields that differ in a change, before and after, in one line of text; empty where none do. */
export const differences = ({ before, after }: Pick<AuditEvent, 'before' | 'after'>): string => {
  const old = (before ?? {}) as Record<string, unknown>
  const fresh = (after ?? {}) as Record<string, unknown>
  return Object.keys(fresh)
    .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]))
    .map(
      (key) =>
        `${key.replaceAll(/([A-Z])/g, ' $1').toLowerCase()}: ${shown(old[key])} → ${shown(fresh[key])}`,
    )
    .join(', ')
}
