import { RECALL_BY } from '@/lib/words'
import { day } from '@/lib/format'
import type { RecallScope } from './queries'

/** Which goods are meant, in a few words. `name` is the product's or vendor's. */
export const scopeText = (scope: RecallScope, name?: string): string => {
  const { label } = RECALL_BY[scope.by]
  if ('values' in scope)
    return `${label} ${scope.values.slice(0, 3).join(', ')}${scope.values.length > 3 ? ` and ${scope.values.length - 3} more` : ''}`
  const span = [
    scope.receivedFrom === undefined ? '' : `from ${day(scope.receivedFrom)}`,
    scope.receivedUntil === undefined ? '' : `until ${day(scope.receivedUntil)}`,
  ].filter(Boolean)
  return `${label}${name === undefined ? '' : ` ${name}`}${span.length === 0 ? '' : `, received ${span.join(' ')}`}`
}
