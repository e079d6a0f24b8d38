import { cn } from '@/lib/cn'

export const Logo = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden className={cn('size-7', className)}>
    <rect width="32" height="32" rx="8" className="fill-accent" />
    <path
      d="M9 21.5 14 15l4 3.5 5.5-8"
      fill="none"
      className="stroke-on-accent"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
    <circle cx="23.5" cy="10.5" r="2" className="fill-on-accent" />
  </svg>
)
