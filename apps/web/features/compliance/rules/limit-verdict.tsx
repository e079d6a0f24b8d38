import { Ban, CircleCheck } from 'lucide-react'
import { Progress } from '@/components/ui/progress'
import { Notice } from '@/components/ui/states'
import type { WriteReply } from '@/lib/contract'
import { UNIT_NAMES } from './limit-words'
import { MarkBadge, StandingBadges } from './standing-badges'

type Verdict = WriteReply<'POST /compliance/limits/check'>

/** Whether the basket may be sold, why not, and the room left under each cap. `old`: the basket changed since. */
export const LimitVerdict = ({ verdict, old }: { verdict: Verdict; old: boolean }) => (
  <div className="flex flex-col gap-4 p-4">
    {old && <Notice tone="due">The basket was changed since. Check it again.</Notice>}
    <div className="flex flex-wrap items-center gap-3">
      {verdict.allowed ? (
        <p className="flex items-center gap-2 text-lg font-semibold text-accent-text">
          <CircleCheck className="size-5" aria-hidden /> Allowed
        </p>
      ) : (
        <p className="flex items-center gap-2 text-lg font-semibold text-danger-text">
          <Ban className="size-5" aria-hidden /> Blocked
        </p>
      )}
      <StandingBadges status={verdict.status} origin={null} />
    </div>
    {verdict.reasons.length > 0 && (
      <ul aria-label="Reasons" className="flex flex-col gap-2 text-sm">
        {verdict.reasons.map((reason, at) => (
          <li key={at} className="border-l-2 border-danger pl-3">
            {reason.message}
            {reason.lineIds.length > 0 && (
              <span className="block text-xs text-faint">
                {reason.lineIds.length === 1 ? 'Line' : 'Lines'} {reason.lineIds.join(', ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    )}
    {verdict.buckets.length > 0 && (
      <ul aria-label="Room left" className="divide-y border-y">
        {verdict.buckets.map((room) => (
          <Room key={room.id} room={room} rule={verdict.status} />
        ))}
      </ul>
    )}
    <div className="flex flex-col gap-1 text-xs text-muted">
      <p>{verdict.standing}</p>
      {verdict.note !== null && <p>{verdict.note}</p>}
      {verdict.scope === 'state' && (
        <p>The cap counts purchases in the whole state; only the lines above are known here.</p>
      )}
    </div>
  </div>
)

const Room = ({ room, rule }: { room: Verdict['buckets'][number]; rule: Verdict['status'] }) => {
  const unit = UNIT_NAMES[room.unit]
  const filled =
    room.before === null || room.basket === null || Number(room.cap) === 0
      ? null
      : (Number(room.before) + Number(room.basket)) / Number(room.cap)
  return (
    <li className="flex flex-col gap-1.5 py-2.5 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{room.label}</span>
        <span className="text-xs text-faint">
          {room.cap} {unit} {room.window}
        </span>
        {room.status !== rule && <MarkBadge status={room.status} />}
        <span className="ml-auto font-medium tabular-nums">
          {room.remaining === null ? 'Cannot be told' : `${room.remaining} ${unit} left`}
        </span>
      </div>
      {filled !== null && <Progress value={filled} label={`${room.label}, share used`} />}
      <p className="text-xs text-faint">
        {room.before === null || room.basket === null
          ? 'How much these goods fill is not known.'
          : `${room.basket} ${unit} in the basket, ${room.before} ${unit} bought before`}
      </p>
    </li>
  )
}
