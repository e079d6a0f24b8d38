import { Badge } from '@/components/ui/badge'
import { RULE_STANDING } from '@/lib/words'
import type { RuleItem, RuleStatus } from './values'

/** How certain a value is, and whether the organisation set it itself. Goes with every value, wherever it is shown. */
export const StandingBadges = ({
  status,
  origin,
}: {
  status: RuleItem['status']
  origin: RuleItem['origin']
}) => {
  const { label, tone, meaning } = RULE_STANDING[status]
  return (
    <span className="inline-flex flex-wrap gap-1">
      {origin === 'organization' && (
        <Badge title="Set by your organisation; it goes before what comes with the product.">Own rule</Badge>
      )}
      <Badge tone={tone} dot title={meaning}>
        {label}
      </Badge>
    </span>
  )
}

/** The badge of one part of a value that is less certain than its rule. */
export const MarkBadge = ({ status }: { status: RuleStatus }) => {
  const { label, tone, meaning } = RULE_STANDING[status]
  return (
    <Badge tone={tone} title={meaning}>
      {label}
    </Badge>
  )
}

/** Said in front of a value that must not be taken for law. */
export const NotLaw = ({ status }: { status: RuleItem['status'] }) =>
  status === 'unverified' ? <span className="font-medium text-due-text">Not law, unconfirmed: </span> : null
