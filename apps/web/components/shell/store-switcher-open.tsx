'use client'

import {
  Menu,
  MenuContent,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from '@/components/ui/menu'
import type { Store } from '@/lib/contract'
import { useStoreChoice } from '@/lib/me'
import { useView } from '@/lib/view'
import { StoreButton } from './store-button'

const ALL = 'all'

/** The stores to choose from, open from the start. */
export const StoreSwitcherOpen = ({ stores }: { stores: readonly Store[] }) => {
  const chosen = useStoreChoice()
  const choose = useView((view) => view.chooseStore)
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>
        <StoreButton />
      </MenuTrigger>
      <MenuContent align="start">
        <MenuLabel>Show figures of</MenuLabel>
        <MenuRadioGroup
          value={chosen?.id ?? ALL}
          onValueChange={(value) => choose(value === ALL ? null : value)}
        >
          <MenuRadioItem value={ALL}>All stores</MenuRadioItem>
          {stores.map((store) => (
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
