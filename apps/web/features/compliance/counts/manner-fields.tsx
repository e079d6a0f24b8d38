'use client'

import type { ReactNode } from 'react'
import { Switch } from '@/components/ui/checkbox'
import { Segmented } from '@/components/ui/tabs'
import { FootageFields, type FootageDraft } from '../destructions/footage-fields'

/** How a count is done, while it is being chosen. */
export interface MannerDraft {
  readonly people: '1' | '2'
  readonly by: 'package' | 'product'
  readonly blind: boolean
  readonly separateReviewer: boolean
  readonly filmed: boolean
  readonly footage: FootageDraft
}

export const USUAL_MANNER: MannerDraft = {
  people: '1',
  by: 'package',
  blind: true,
  separateReviewer: true,
  filmed: false,
  footage: { camera: '', beganAt: '', endedAt: '' },
}

/** By how many people, line by line of what, who signs, and which camera sees it. */
export const MannerFields = ({
  draft,
  byRoom,
  errors,
  onChange,
}: {
  draft: MannerDraft
  /** Rooms are always counted by package. */
  byRoom: boolean
  errors: Readonly<Record<string, string>>
  onChange: (draft: MannerDraft) => void
}) => {
  const set = (part: Partial<MannerDraft>): void => onChange({ ...draft, ...part })
  return (
    <>
      <Choice
        title="Counted by"
        note={draft.people === '2' ? 'Each counts alone; what differs is counted again.' : null}
      >
        <Segmented
          label="Counted by"
          value={draft.people}
          onChange={(people) => set({ people })}
          options={[
            { value: '1', label: 'One person' },
            { value: '2', label: 'Two people' },
          ]}
        />
      </Choice>
      {!byRoom && (
        <Choice title="A line for" note={null}>
          <Segmented
            label="A line for"
            value={draft.by}
            onChange={(by) => set({ by })}
            options={[
              { value: 'package', label: 'Each package' },
              { value: 'product', label: 'Each product' },
            ]}
          />
        </Choice>
      )}
      <Toggle
        title="Blind"
        note="Counters are not told what is expected."
        on={draft.blind}
        onToggle={(blind) => set({ blind })}
      />
      <Toggle
        title="Another person signs"
        note="Nobody who counted may sign the count off."
        on={draft.separateReviewer}
        onToggle={(separateReviewer) => set({ separateReviewer })}
      />
      <Toggle
        title="On camera"
        note="Note where the footage of the count is found."
        on={draft.filmed}
        onToggle={(filmed) => set({ filmed })}
      />
      {draft.filmed && (
        <FootageFields
          draft={draft.footage}
          required
          errors={errors}
          onChange={(footage) => set({ footage })}
        />
      )}
    </>
  )
}

const Toggle = ({
  title,
  note,
  on,
  onToggle,
}: {
  title: string
  note: string
  on: boolean
  onToggle: (on: boolean) => void
}) => (
  <Choice title={title} note={note}>
    <Switch aria-label={title} checked={on} onCheckedChange={onToggle} />
  </Choice>
)

const Choice = ({ title, note, children }: { title: string; note: ReactNode; children: ReactNode }) => (
  <div className="flex items-center gap-4">
    <div className="min-w-0 flex-1">
      <p className="text-sm font-medium">{title}</p>
      {note !== null && <p className="text-xs text-faint">{note}</p>}
    </div>
    {children}
  </div>
)
