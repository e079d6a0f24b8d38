import { Badge } from '@/components/ui/badge'
import { Why } from '@/components/ui/why'
import { DISCREPANCY_CLASS, DISCREPANCY_STATE } from '@/lib/words'
import type { Discrepancy } from './queries'

/** The class in plain words; what it means on hover, and on a press for those who cannot hover. */
export const ClassBadge = ({ of }: { of: Discrepancy['class'] }) => {
  const { label, tone, meaning } = DISCREPANCY_CLASS[of]
  return (
    <Why
      label="what this means"
      className="relative z-10 no-underline"
      trigger={
        <Badge tone={tone} dot title={meaning}>
          {label}
        </Badge>
      }
    >
      <p className="font-medium">{label}</p>
      <p className="mt-1 text-muted">{meaning}</p>
    </Why>
  )
}

/** How far the work on it is. */
export const StateBadge = ({ of }: { of: Discrepancy['state'] }) => {
  const { label, tone, meaning } = DISCREPANCY_STATE[of]
  return (
    <Badge tone={tone} title={meaning}>
      {label}
    </Badge>
  )
}
