'use client'

import { Badge } from '@/components/ui/badge'
import { Ago } from '@/components/ago'
import { Card, CardHead } from '@/components/ui/card'
import { useCan } from '@/lib/me'
import type { Tone } from '@/lib/words'
import { ConnectionMenu } from './connection-menu'
import type { Connection } from './queries'
import { RefusedRows } from './refused-rows'
import { StreamLine } from './stream-line'
import { WritesSwitch } from './writes-switch'

/** One connection: whether it works, how far each of its streams is, and what can be done. */
export const ConnectionCard = ({ connection }: { connection: Connection }) => {
  const mayManage = useCan('connections.manage')
  const ended = connection.status === 'disconnected'
  const refused = connection.streams.reduce((sum, stream) => sum + stream.refused, 0)
  return (
    <Card aria-label={connection.name}>
      <CardHead
        title={
          <span className="flex flex-wrap items-center gap-2">
            {connection.name}
            <StatusBadge connection={connection} />
            {connection.simulated && (
              <Badge title="A stand-in that comes with the demo. Your own keys replace it.">Simulator</Badge>
            )}
          </span>
        }
        note={
          <>
            {connection.title} for {connection.storeName}
            {connection.credentialsHint !== '' && <> · key {connection.credentialsHint}</>}
            {connection.lastSuccessAt !== null && (
              <>
                {' '}
                · last heard <Ago at={connection.lastSuccessAt} />
              </>
            )}
          </>
        }
      >
        {mayManage && !ended && <ConnectionMenu connection={connection} />}
      </CardHead>
      {connection.failure !== null && (
        <p className="mx-4 mb-3 rounded bg-danger-soft px-3 py-2 text-sm text-danger-text" role="status">
          {connection.failure} {connection.failureAdvice}
        </p>
      )}
      {!ended && (
        <ul className="divide-y border-t">
          {connection.streams.map((stream) => (
            <StreamLine key={stream.stream} stream={stream} paused={connection.status === 'paused'} />
          ))}
        </ul>
      )}
      {refused > 0 && <RefusedRows connectionId={connection.id} count={refused} />}
      {!ended && connection.kind === 'state' && <WritesSwitch connection={connection} />}
    </Card>
  )
}

const StatusBadge = ({ connection }: { connection: Connection }) => {
  const { label, tone } = statusOf(connection)
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  )
}

const statusOf = ({ status, failingSince, streams }: Connection): { label: string; tone: Tone } => {
  if (status === 'disconnected') return { label: 'Ended', tone: 'plain' }
  if (status === 'paused') return { label: 'Paused', tone: 'due' }
  if (failingSince !== null) return { label: 'Failing', tone: 'danger' }
  if (streams.some(({ state }) => state === 'stale')) return { label: 'Stale', tone: 'danger' }
  if (streams.some(({ state }) => state === 'filling' || state === 'waiting'))
    return { label: 'Taking in the past', tone: 'frozen' }
  return { label: 'Working', tone: 'accent' }
}
