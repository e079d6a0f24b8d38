'use client'

import { createContext, useContext, useId, useMemo, type ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface FieldTies {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}
const FieldContext = createContext<FieldTies | null>(null)

/** Ties a control to the label, hint and error of the field around it. */
export const useFieldTies = (): Partial<FieldTies> => useContext(FieldContext) ?? {}

/** A labelled form field around one control. Hint and error are read with the control. */
export const Field = ({
  label,
  hint,
  error,
  className,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  className?: string
  children: ReactNode
}) => {
  const id = useId()
  const note = error ?? hint
  const ties = useMemo(
    (): FieldTies => ({
      id,
      ...(note === undefined ? {} : { 'aria-describedby': `${id}-note` }),
      ...(error === undefined ? {} : { 'aria-invalid': true }),
    }),
    [id, note, error],
  )
  return (
    <div className={cn('flex flex-col gap-1 text-left', className)}>
      <label htmlFor={id} className="text-xs font-medium text-muted">
        {label}
      </label>
      <FieldContext value={ties}>{children}</FieldContext>
      {note !== undefined && (
        <p
          id={`${id}-note`}
          role={error === undefined ? undefined : 'alert'}
          className={cn('text-xs', error === undefined ? 'text-faint' : 'text-danger-text')}
        >
          {note}
        </p>
      )}
    </div>
  )
}

/** A group of fields with its own heading. */
export const FieldGroup = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className="flex flex-col gap-3">
    <legend className="mb-2 text-sm font-semibold">{title}</legend>
    {children}
  </fieldset>
)
