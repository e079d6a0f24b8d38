'use client'

import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { dotted } from '@/components/ui/data-table'
import { day, withUnit } from '@/lib/format'
import { TRANSFER_CONCERN } from '@/lib/words'
import { PackageTag } from '../holds/package-tag'
import type { DeliveredPackage } from './queries'

/** One package: what was shipped, counted and told the state, and what is to be looked at. */
export const PackageLine = ({ of, onCount }: { of: DeliveredPackage; onCount: (() => void) | null }) => {
  const { arrival } = of
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-2 px-4 py-3 lg:grid-cols-[1fr_18rem_8rem]">
      <div className="min-w-0">
        <p className="text-sm font-medium">{of.itemName}</p>
        <p className="text-xs text-muted">
          <PackageTag tag={of.tag} />
        </p>
        <p className="text-xs text-faint">
          {dotted(
            arrival?.productName !== of.itemName && arrival?.productName,
            arrival !== null && arrival.lotCode !== '' && `lot ${arrival.lotCode}`,
            of.expiresOn !== null && `expires ${day(of.expiresOn)}`,
            of.certificate !== null && `certificate ${of.certificate}`,
            arrival !== null && `counted by ${arrival.countedBy}`,
            arrival?.rejectReason,
            arrival?.note,
          )}
        </p>
        {of.concerns.length > 0 && (
          <p className="mt-1 flex flex-wrap gap-1">
            {of.concerns.map((concern) => (
              <Badge
                key={concern}
                tone={TRANSFER_CONCERN[concern].tone}
                title={TRANSFER_CONCERN[concern].meaning}
              >
                {TRANSFER_CONCERN[concern].label}
              </Badge>
            ))}
          </p>
        )}
      </div>
      <dl className="grid grid-cols-3 gap-3 text-right text-sm max-lg:order-last max-lg:col-span-2">
        <Amount label="Shipped" value={of.shipped} unit={of.unit} />
        <Amount label="Counted" value={arrival?.counted ?? null} unit={of.unit} />
        <Amount label="At the state" value={of.receivedAtState} unit={of.unit} />
      </dl>
      <div className="text-right">
        {arrival?.takenAt != null ? (
          <Badge tone="accent">in stock</Badge>
        ) : (
          onCount !== null && (
            <Button
              variant={arrival === null ? 'primary' : 'ghost'}
              size="sm"
              aria-label={`${arrival === null ? 'Count' : 'Count again'}: ${of.tag}`}
              onClick={onCount}
            >
              {arrival === null ? 'Count' : 'Again'}
            </Button>
          )
        )}
      </div>
    </li>
  )
}

const Amount = ({ label, value, unit }: { label: string; value: string | null; unit: string }) => (
  <div>
    <dt className="text-xs text-faint">{label}</dt>
    <dd className="num font-medium">
      {value === null ? <span className="text-faint">–</span> : withUnit(value, unit.toLowerCase())}
    </dd>
  </div>
)
