import { Button } from '@/components/ui/button'
import { MarkBadge } from './standing-badges'
import type { Mark } from './values'

/** A part that is less certain than the rule, kept so in a changed rule until somebody confirms it. */
export const MarkLine = ({ mark, onConfirm }: { mark: Mark; onConfirm: () => void }) => (
  <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
    <MarkBadge status={mark.status} />
    <span className="min-w-0 flex-1 basis-48">{mark.source}</span>
    <Button size="sm" onClick={onConfirm}>
      As certain as the rule
    </Button>
  </p>
)
