'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { count } from '@/lib/format'
import { mergePreview, type Pair } from './queries'
import { useMerging } from './use-merging'

/** Which of two products stays, and what of the other moves to it. */
export const MergeDialog = ({ pair, onClose }: { pair: Pair; onClose: () => void }) => {
  const [keptId, setKeptId] = useState(pair.first.id)
  const [kept, other] = keptId === pair.first.id ? [pair.first, pair.second] : [pair.second, pair.first]
  const preview = useQuery(mergePreview(kept.id, other.id))
  const { merge } = useMerging()
  const refusal = preview.data?.refusal
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Merge two products"
      description="Sales totals and units in stock stay the same. The merge can be undone."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={merge.isPending}
            disabled={refusal !== null}
            onClick={() => merge.mutate({ keptId: kept.id, otherId: other.id }, { onSuccess: onClose })}
          >
            Merge
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium">Which one stays?</legend>
          {[pair.first, pair.second].map((side) => (
            <label key={side.id} className="flex items-start gap-2.5 rounded-md border px-3 py-2 text-sm">
              <input
                type="radio"
                name="kept"
                className="mt-1 accent-accent"
                checked={side.id === keptId}
                onChange={() => setKeptId(side.id)}
              />
              <span className="min-w-0 break-words">
                {side.name}
                <span className="block text-xs text-muted">{side.sku}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {preview.data === undefined ? (
          preview.error === null ? (
            <SkeletonRows rows={2} />
          ) : (
            <ErrorState error={preview.error} retry={() => void preview.refetch()} />
          )
        ) : preview.data.refusal !== null ? (
          <Notice tone="danger">{preview.data.refusal}</Notice>
        ) : (
          <div className="text-sm">
            <p>
              {preview.data.moves.length === 0
                ? `Nothing has been sold or stocked under ${other.sku}. From now on its code means ${kept.name}.`
                : `This moves from ${other.sku} to ${kept.sku}. From now on the old code means ${kept.name}.`}
            </p>
            {preview.data.moves.length > 0 && (
              <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
                {preview.data.moves.map(({ what, count: number }) => (
                  <div key={what} className="contents">
                    <dd className="num text-right font-medium">{count(number)}</dd>
                    <dt className="text-muted">{what}</dt>
                  </div>
                ))}
              </dl>
            )}
          </div>
        )}
      </div>
    </Dialog>
  )
}
