'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { FieldGroup } from '@/components/ui/field'
import { useCommand } from '@/features/settings/use-command'
import { useMe } from '@/lib/me'
import { useFirstStore } from '../holds/store-field'
import { destructionOf, inStore, newDestruction, type DestructionDraft } from './destruction-draft'
import { FootageFields } from './footage-fields'
import { ActGroup, GoodsGroup } from './goods-group'
import { STALE_DESTRUCTIONS } from './queries'
import { WitnessFields } from './witness-fields'

const FORM = 'record-destruction'

/** Takes destroyed goods out of stock, with all a state asks to be kept of it. */
export const RecordDestruction = ({ recallId, onClose }: { recallId: string; onClose: () => void }) => {
  const { stores } = useMe()
  const firstStore = useFirstStore()
  const zoneOf = (storeId: string): string => stores.find(({ id }) => id === storeId)?.timeZone ?? 'UTC'
  const [draft, setDraft] = useState(() => newDestruction(firstStore, zoneOf(firstStore)))
  const set = (part: Partial<DestructionDraft>): void => setDraft((old) => ({ ...old, ...part }))
  const { isPending, fields, mutate } = useCommand('POST /destructions', {
    stale: STALE_DESTRUCTIONS,
    done: 'Recorded; the goods have left the stock',
    after: onClose,
  })
  const body = destructionOf(draft, zoneOf(draft.storeId), recallId)
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title="Record a destruction"
      {...(recallId === '' ? {} : { description: 'For a recall' })}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={FORM} variant="danger" busy={isPending} disabled={body === null}>
            Take out of stock
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (body !== null) mutate({ body })
        }}
      >
        <GoodsGroup
          draft={draft}
          errors={fields}
          set={set}
          onStore={(to) => setDraft((old) => inStore(old, to, { from: zoneOf(old.storeId), to: zoneOf(to) }))}
        />
        <ActGroup draft={draft} errors={fields} set={set} />
        <FieldGroup title="Witness">
          <WitnessFields draft={draft.witness} errors={fields} onChange={(witness) => set({ witness })} />
        </FieldGroup>
        <FieldGroup title="Footage">
          <FootageFields
            draft={draft.footage}
            required
            errors={fields}
            onChange={(footage) => set({ footage })}
          />
        </FieldGroup>
      </form>
    </Sheet>
  )
}
