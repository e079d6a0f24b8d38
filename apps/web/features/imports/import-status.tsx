import { Badge } from '@/components/ui/badge'
import type { ImportItem } from '@/lib/contract'
import type { Tone } from '@/lib/words'

const STATUS: Readonly<Record<ImportItem['status'], { label: string; tone: Tone }>> = {
  queued: { label: 'Waiting', tone: 'plain' },
  running: { label: 'Running', tone: 'due' },
  done: { label: 'Done', tone: 'accent' },
  failed: { label: 'Failed', tone: 'danger' },
  cancelled: { label: 'Cancelled', tone: 'plain' },
  undone: { label: 'Undone', tone: 'plain' },
}

type Stage = Pick<ImportItem, 'status' | 'phase'>

/** Whether the file is being brought in. */
export const isRunning = ({ status }: Stage): boolean => status === 'queued' || status === 'running'

/** Whether the import is being taken back; it counts as done until it is. */
export const isUndoing = ({ status, phase }: Stage): boolean => status === 'done' && phase === 'undoing'

export const ImportBadge = ({ item }: { item: Stage }) =>
  isUndoing(item) ? (
    <Badge tone="due">Undoing</Badge>
  ) : (
    <Badge tone={STATUS[item.status].tone}>{STATUS[item.status].label}</Badge>
  )
