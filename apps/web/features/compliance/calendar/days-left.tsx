import { Badge } from '@/components/ui/badge'
import { DUE_STEP } from '@/lib/words'
import type { Credential } from './queries'

/** In 12 days, today, 3 days ago. */
export const leftWords = (daysLeft: number): string => {
  if (daysLeft === 0) return 'today'
  if (daysLeft === 1) return 'tomorrow'
  if (daysLeft === -1) return 'yesterday'
  return daysLeft > 0 ? `in ${daysLeft} days` : `${-daysLeft} days ago`
}

/** How long a paper still holds, coloured by urgency; what became of one that was closed. */
export const DaysLeft = ({ credential }: { credential: Credential }) => {
  const { status, step, daysLeft } = credential
  if (status !== 'active') return <Badge>{status === 'renewed' ? 'Renewed' : 'Retired'}</Badge>
  if (daysLeft === null) return <Badge>Expiry unknown</Badge>
  const words = leftWords(daysLeft)
  return (
    <Badge tone={step === null ? 'plain' : DUE_STEP[step].tone} dot={step !== null}>
      {daysLeft < 0 ? `Expired ${words}` : `Runs out ${words}`}
    </Badge>
  )
}
