import type { ComponentProps } from 'react'
import { useMe } from '@/lib/me'

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

/** The person signed in, as the button of their menu. */
export const UserButton = (props: ComponentProps<'button'>) => (
  <button
    type="button"
    aria-haspopup="menu"
    className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-2xs font-semibold text-accent-text"
    {...props}
  >
    {initials(useMe().user.name)}
    <span className="sr-only"> Account</span>
  </button>
)
