import { count } from '../../../lib/format'
import type { Run } from './queries'

export const RUN_REASON = {
  person: 'Asked for by a person',
  change: 'A source told something new',
  schedule: 'Nightly',
} as const

/** What a finished comparison changed, in a few words. */
export const outcomeWords = ({
  opened,
  reopened,
  resolved,
}: Pick<Run, 'opened' | 'reopened' | 'resolved'>): string => {
  const parts = [
    opened > 0 ? `${count(opened)} new` : '',
    reopened > 0 ? `${count(reopened)} open again` : '',
    resolved > 0 ? `${count(resolved)} gone` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'nothing changed' : parts.join(', ')
}
