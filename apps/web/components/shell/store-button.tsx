import { ChevronsUpDown, StoreIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import { useStoreChoice } from '@/lib/me'

/** The store looked at, as the button of the switch. */
export const StoreButton = (props: ComponentProps<typeof Button>) => {
  const chosen = useStoreChoice()
  return (
    <Button variant="ghost" className="min-w-0 shrink text-text" aria-haspopup="menu" {...props}>
      <StoreIcon className="text-faint" />
      <span className="sr-only">Store: </span>
      <span className="truncate">{chosen?.name ?? 'All stores'}</span>
      <ChevronsUpDown className="size-3.5! text-faint" />
    </Button>
  )
}
