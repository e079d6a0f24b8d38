'use client'

import { Building2, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '@/components/ui/menu'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import { useMe } from '@/lib/me'
import { chooseTheme, type Theme } from '@/lib/theme'
import { ROLES } from '@/lib/words'
import { UserButton } from './user-button'

const leave = async (): Promise<void> => {
  await write('POST /auth/sign-out', {}).catch(notify.failed)
  window.location.assign('/sign-in')
}

const goTo = async (organizationId: string): Promise<void> => {
  try {
    await write('POST /auth/switch', { organizationId })
    window.location.assign('/')
  } catch (error) {
    notify.failed(error)
  }
}

/** The account menu, open from the start: other organisations, the theme, the way out. */
export const UserMenuOpen = ({ theme: initial }: { theme: Theme }) => {
  const me = useMe()
  const [theme, setTheme] = useState(initial)
  const others = me.organizations.filter(({ id }) => id !== me.organization.id)
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>
        <UserButton />
      </MenuTrigger>
      <MenuContent align="end" className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate text-sm font-medium">{me.user.name}</p>
          <p className="truncate text-xs text-faint">{me.user.email}</p>
          <p className="text-xs text-faint">
            {(ROLES as Readonly<Record<string, { label: string }>>)[me.role]?.label ?? me.role} at{' '}
            {me.organization.name}
          </p>
        </div>
        {others.length > 0 && (
          <>
            <MenuSeparator />
            <MenuLabel>Switch organisation</MenuLabel>
            {others.map(({ id, name }) => (
              <MenuItem key={id} onSelect={() => void goTo(id)}>
                <Building2 />
                {name}
              </MenuItem>
            ))}
          </>
        )}
        <MenuSeparator />
        <MenuLabel>Theme</MenuLabel>
        <MenuRadioGroup
          value={theme}
          onValueChange={(value) => {
            setTheme(value as Theme)
            chooseTheme(value as Theme)
          }}
        >
          <MenuRadioItem value="system">
            <Monitor /> System
          </MenuRadioItem>
          <MenuRadioItem value="light">
            <Sun /> Light
          </MenuRadioItem>
          <MenuRadioItem value="dark">
            <Moon /> Dark
          </MenuRadioItem>
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem onSelect={() => void leave()}>
          <LogOut /> Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
