import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** A labelled form field. The label wraps the control, so no ids are needed; hints and errors are read with it. */
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
}) => (
  <label className={cn('flex flex-col gap-1 text-left', className)}>
    <span className="text-xs font-medium text-muted">{label}</span>
    {children}
    {error !== undefined ? (
      <span role="alert" className="text-xs text-danger-text">
        {error}
      </span>
    ) : (
      hint !== undefined && <span className="text-xs text-faint">{hint}</span>
    )}
  </label>
)

/** A group of fields with its own heading. */
export const FieldGroup = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className="flex flex-col gap-3">
    <legend className="mb-2 text-sm font-semibold">{title}</legend>
    {children}
  </fieldset>
)
