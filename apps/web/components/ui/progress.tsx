import { cn } from '@/lib/cn'

/** How far something has come, 0 to 1; null while nobody knows yet. */
export const Progress = ({
  value,
  label,
  className,
}: {
  value: number | null
  label: string
  className?: string
}) => (
  <div
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    {...(value === null ? {} : { 'aria-valuenow': Math.round(value * 100) })}
    className={cn('h-1.5 w-full overflow-hidden rounded-full bg-hover', className)}
  >
    <div
      className={cn(
        'h-full rounded-full bg-accent transition-[width] duration-300',
        value === null && 'w-1/3 animate-pulse',
      )}
      style={value === null ? undefined : { width: `${Math.min(100, value * 100)}%` }}
    />
  </div>
)
