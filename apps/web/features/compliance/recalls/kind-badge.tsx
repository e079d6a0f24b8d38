import { Badge } from '@/components/ui/badge'
import type { RecallItem } from './queries'

/** A drill must never be taken for a recall, nor the other way round. */
export const KindBadge = ({ kind }: Pick<RecallItem, 'kind'>) =>
  kind === 'drill' ? (
    <Badge tone="frozen" title="A rehearsal: nothing is held">
      Drill
    </Badge>
  ) : (
    <Badge tone="danger">Recall</Badge>
  )
