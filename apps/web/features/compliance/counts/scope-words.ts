import { categoryName } from '@/lib/words'
import type { CountScope } from './queries'

/** What a count covers, in a few words. */
export const scopeText = (scope: CountScope): string => {
  if (scope.kind === 'all') return 'Everything'
  if (scope.kind === 'room') return scope.rooms.join(', ')
  if (scope.kind === 'category') return scope.categories.map(categoryName).join(', ')
  if (scope.kind === 'risk') return `The ${scope.take} products at most risk`
  return scope.productIds.length === 1 ? 'One product' : `${scope.productIds.length} products`
}
