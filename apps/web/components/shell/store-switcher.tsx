'use client'

import { ChevronsUpDown, StoreIcon } from 'lucide-react'
import { Button } from '@/components/ui/button'
import {
  Menu,
  MenuContent,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from '@/components/ui/menu'
import { useMe, useStoreChoice } from '@/lib/me'
import { useView } from '@/lib/view'

const ALL = 'all'

/** Chooses the store the screens speak of. */
export const StoreSwitcher = () => {
  const { stores } = useMe()
  const chosen = useStoreChoice()
  const choose = useView((view) => view.chooseStore)
  const open = stores.filter((store) => store.active)
  if (open.length <= 1)
    return (
      <span className="flex min-w-0 items-center gap-2 px-2 text-sm font-medium text-muted">
        <StoreIcon className="size-4 shrink-0 text-faint" aria-hidden />
        <span className="truncate">{open[0]?.name}</span>
      </span>
    )
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          variant="ghost"
          className="min-w-0 shrink text-text"
          aria-label={`Store: ${chosen?.name ?? 'all'}`}
        >
          <StoreIcon className="text-faint" />
          <span className="truncate">{chosen?.name ?? 'All stores'}</span>
          <ChevronsUpDown className="size-3.5! text-faint" />
        </Button>
      </MenuTrigger>
      <MenuContent align="start">
        <MenuLabel>Show figures of</MenuLabel>
        <MenuRadioGroup
          value={chosen?.id ?? ALL}
          onValueChange={(value) => choose(value === ALL ? null : value)}
        >
          <MenuRadioItem value={ALL}>All stores</MenuRadioItem>
          {open.map((store) => (
            <MenuRadioItem key={store.id} value={store.id}>
              {store.name}
              <span className="ml-auto text-xs text-faint">{store.state}</span>
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  )
}
