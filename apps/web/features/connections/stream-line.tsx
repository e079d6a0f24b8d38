import { Ago } from '@/components/ago'
import { Progress } from '@/components/ui/progress'
import { count, duration, percent } from '@/lib/format'
import type { Stream } from './queries'

/** How far one stream of a connection is. */
export const StreamLine = ({ stream, paused }: { stream: Stream; paused: boolean }) => (
  <li className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1 px-4 py-2 text-sm sm:grid-cols-[10rem_1fr_8rem_7rem]">
    <span className="font-medium">{stream.title}</span>
    <span className="order-last col-span-2 text-xs text-muted sm:order-none sm:col-span-1">
      <Standing stream={stream} paused={paused} />
    </span>
    <span className="hidden text-right text-xs text-faint sm:block">
      {stream.lagSeconds !== null && stream.state !== 'filling' && <>{duration(stream.lagSeconds)} behind</>}
    </span>
    <span className="text-right text-xs text-faint tabular-nums">{count(stream.rowsTaken)} rows</span>
  </li>
)

const Standing = ({ stream, paused }: { stream: Stream; paused: boolean }) => {
  if (stream.state === 'failing')
    return <span className="text-danger-text">{stream.failure ?? 'Failing'}</span>
  if (paused) return <>Paused. What changes meanwhile is caught up later.</>
  if (stream.state === 'filling')
    return (
      <span className="flex items-center gap-3">
        <Progress
          value={stream.share}
          label={`Taking in ${stream.title.toLowerCase()}`}
          className="max-w-56"
        />
        <span className="tabular-nums">{percent(stream.share)}</span>
      </span>
    )
  if (stream.state === 'waiting') return <>Waits for its first turn</>
  if (stream.state === 'stale')
    return (
      <span className="text-danger-text">
        Nothing heard since{' '}
        {stream.lastSuccessAt === null ? 'it was connected' : <Ago at={stream.lastSuccessAt} />}. Figures that
        depend on it are old.
      </span>
    )
  return (
    <>
      {stream.lastSuccessAt !== null && (
        <>
          Taken <Ago at={stream.lastSuccessAt} />
        </>
      )}
    </>
  )
}
