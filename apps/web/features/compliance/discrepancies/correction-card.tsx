'use client'

import { useQuery } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { Ago } from '@/components/ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { useCommand } from '@/features/settings/use-command'
import { useCan } from '@/lib/me'
import { ConfirmCorrection } from './confirm-correction'
import {
  correctionsOf,
  isUnderWay,
  previewOf,
  STALE_CORRECTIONS,
  type Correction,
} from './correction-queries'
import { correctionWords } from './correction-words'
import { proposalWords } from './proposal-words'
import { isClosed, WATCHED_MS, type DiscrepancyDetail } from './queries'

/** The smallest thing that would put it right, how it is done, and how what was sent fared. */
export const CorrectionCard = ({ discrepancy }: { discrepancy: DiscrepancyDetail }) => {
  const { id, proposal } = discrepancy
  const { data: sent } = useQuery({ ...correctionsOf(id), refetchInterval: WATCHED_MS })
  const corrections = sent?.items ?? []
  const open = !isClosed(discrepancy) && discrepancy.state !== 'awaiting_verification'
  return (
    <Card aria-label="Proposed correction">
      <CardHead title="Smallest correction" note={DONE_BY[proposal.by]} />
      <div className="flex flex-col gap-1 px-4 pb-3.5 text-sm">
        <p className="font-medium">{proposalWords(proposal)}</p>
        <p className="text-muted">{proposal.reason}</p>
        {open && !corrections.some(isUnderWay) && <HowTo id={id} />}
      </div>
      {corrections.map((correction) => (
        <SentCorrection key={correction.id} discrepancyId={id} correction={correction} />
      ))}
    </Card>
  )
}

const DONE_BY = {
  interface: 'The state’s interface can take it',
  person: 'A person has to do it',
} as const

/** Over the interface, or step by step by hand. */
const HowTo = ({ id }: { id: string }) => {
  const mayCorrect = useCan('compliance.correct')
  const { data: preview } = useQuery(previewOf(id))
  const [asking, setAsking] = useState(false)
  if (preview === undefined) return null
  if (preview.by === 'interface')
    return mayCorrect ? (
      <div className="pt-2">
        <Button variant="primary" onClick={() => setAsking(true)}>
          <Send /> Correct it at the state
        </Button>
        {asking && <ConfirmCorrection id={id} preview={preview} onClose={() => setAsking(false)} />}
      </div>
    ) : null
  return (
    <div className="flex flex-col gap-1.5 pt-2">
      {preview.why !== null && <p className="text-muted">By hand: {preview.why}</p>}
      <ol className="list-decimal space-y-1 pl-5">
        {preview.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  )
}

const SentCorrection = ({ discrepancyId, correction }: { discrepancyId: string; correction: Correction }) => {
  const mayCorrect = useCan('compliance.correct')
  const cancel = useCommand('POST /compliance/discrepancies/{id}/correction/cancel', {
    stale: STALE_CORRECTIONS,
    done: 'The correction is taken back',
  })
  const { label, tone, detail } = correctionWords(correction)
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-1 border-t px-4 py-2.5 text-sm">
      <Badge tone={tone}>{label}</Badge>
      <div className="min-w-0 flex-1 basis-56">
        <p>{detail}</p>
        {correction.advice !== null && <p className="text-muted">{correction.advice}</p>}
        <p className="text-xs text-faint">
          {correction.confirmedByName ?? 'Somebody'} · <Ago at={correction.confirmedAt} />
          {correction.reasonCode !== null && ` · ${correction.reasonCode}`}
        </p>
      </div>
      {mayCorrect && correction.state === 'waiting' && correction.attempts === 0 && (
        <Button
          size="sm"
          busy={cancel.isPending}
          onClick={() => cancel.mutate({ body: undefined, path: { id: discrepancyId } })}
        >
          Take it back
        </Button>
      )}
    </div>
  )
}
