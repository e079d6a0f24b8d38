'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Ago } from '@/components/ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import { count } from '@/lib/format'
import { useCan, useMe } from '@/lib/me'
import { useNames } from '@/lib/names'
import type { Pass, Session } from './queries'
import { standingOf, walkName, type Standing } from './standing'

const WORDS: Readonly<Record<Standing, { text: string; action: string | null }>> = {
  counting: { text: 'You are counting.', action: 'Go on counting' },
  first: { text: 'Nobody has begun yet.', action: 'Start counting' },
  second: {
    text: 'A second person is needed, who counts without seeing the first count.',
    action: 'Make the second count',
  },
  recount: { text: 'Some lines are to be counted once more.', action: 'Count them again' },
  counted: { text: 'You made the first count. The second must be made by another person.', action: null },
  wait: { text: 'Somebody is counting. Wait until they have handed in.', action: null },
}

/** Who counts and how far they are; starting to count oneself. */
export const PassesCard = ({ session }: { session: Session }) => {
  const { user } = useMe()
  const nameOf = useNames()
  const mayCount = useCan('stock.count')
  const standing = standingOf(session, user.id)
  const words = session.status === 'counting' ? WORDS[standing] : null
  return (
    <Card aria-label="Who counts">
      <CardHead title="Who counts" note={words?.text ?? `${count(session.lines)} lines`}>
        {words !== null && words.action !== null && mayCount && (
          <StartButton sessionId={session.id} label={words.action} />
        )}
      </CardHead>
      {session.passes.length > 0 && (
        <ul className="divide-y border-t">
          {session.passes.map((pass) => (
            <PassLine key={pass.pass} pass={pass} session={session} name={walkName(pass, session, nameOf)} />
          ))}
        </ul>
      )}
    </Card>
  )
}

const PassLine = ({ pass, session, name }: { pass: Pass; session: Session; name: string }) => (
  <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
    <span className="min-w-0 basis-44 font-medium">{name}</span>
    {pass.submittedAt === null ? (
      <Badge tone="frozen" dot>
        counting
      </Badge>
    ) : (
      <Badge tone="accent" dot>
        handed in
      </Badge>
    )}
    <span className="text-xs text-muted">
      <Ago at={pass.submittedAt ?? pass.startedAt} />
    </span>
    <span className="num ml-auto text-xs text-muted">
      {count(pass.entries)}
      {pass.recount ? ' counted again' : ` of ${count(session.lines)} lines`}
    </span>
    {!pass.recount && pass.submittedAt === null && (
      <Progress value={session.lines === 0 ? 0 : pass.entries / session.lines} label={`Progress, ${name}`} />
    )}
  </li>
)

const StartButton = ({ sessionId, label }: { sessionId: string; label: string }) => {
  const router = useRouter()
  const client = useQueryClient()
  const start = useMutation({
    mutationFn: () => write('POST /count-sessions/{id}/passes', undefined, { id: sessionId }),
    onSuccess: () => {
      client.removeQueries({ queryKey: ['/count-sessions/{id}/sheet'] })
      router.push(`/compliance/counts/${sessionId}/sheet`)
    },
    onError: (error) => {
      notify.failed(error)
      void client.invalidateQueries({ queryKey: ['/count-sessions/{id}'] })
    },
  })
  return (
    <Button variant="primary" busy={start.isPending} onClick={() => start.mutate()}>
      {label}
    </Button>
  )
}
