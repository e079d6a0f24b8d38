'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { instantOf } from '../holds/moments'

/** Which camera saw it and when, as typed on the store's clock. */
export interface FootageDraft {
  readonly camera: string
  readonly beganAt: string
  readonly endedAt: string
}

/** Footage as the API takes it, or null while something is missing. */
export const footageOf = (
  { camera, beganAt, endedAt }: FootageDraft,
  timeZone: string,
): { camera: string; beganAt: string; endedAt: string } | null => {
  const [from, to] = [instantOf(beganAt, timeZone), instantOf(endedAt, timeZone)]
  return camera.trim() === '' || from === '' || to === ''
    ? null
    : { camera: camera.trim(), beganAt: from, endedAt: to }
}

/** The camera and the time on it. */
export const FootageFields = ({
  draft,
  required,
  errors,
  onChange,
}: {
  draft: FootageDraft
  required: boolean
  errors: Readonly<Record<string, string>>
  onChange: (draft: FootageDraft) => void
}) => {
  const set = (part: Partial<FootageDraft>): void => onChange({ ...draft, ...part })
  return (
    <div className="flex flex-col gap-3">
      <Field label="Camera" hint="As the recorder names it" error={errors['footage.camera']}>
        <Input
          required={required}
          maxLength={120}
          value={draft.camera}
          onChange={(event) => set({ camera: event.target.value })}
        />
      </Field>
      <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
        <Field label="On camera from" error={errors['footage.beganAt']}>
          <Input
            type="datetime-local"
            required={required}
            value={draft.beganAt}
            onChange={(event) => set({ beganAt: event.target.value })}
          />
        </Field>
        <Field label="Until" error={errors['footage.endedAt']}>
          <Input
            type="datetime-local"
            required={required}
            min={draft.beganAt}
            value={draft.endedAt}
            onChange={(event) => set({ endedAt: event.target.value })}
          />
        </Field>
      </div>
    </div>
  )
}
