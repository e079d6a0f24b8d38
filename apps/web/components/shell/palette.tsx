'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Package } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { useDeferredValue, useState } from 'react'
import { allows, useMe } from '@/lib/me'
import { question } from '@/lib/question'
import { useView } from '@/lib/view'
import { categoryName } from '@/lib/words'
import { PLACES } from './navigation'

const ITEM =
  'flex cursor-default items-center gap-2.5 rounded-md px-2.5 py-2 text-sm data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint'
const GROUP =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint'

/** Goes anywhere and finds any product from the keyboard. */
export const Palette = () => {
  const router = useRouter()
  const me = useMe()
  const setOpen = useView((view) => view.openPalette)
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const { data, isFetching } = useQuery({
    ...question('/products', { query: { search, limit: 8 } }),
    enabled: search.length >= 2 && allows(me, 'products.read'),
    placeholderData: keepPreviousData,
  })
  const go = (href: string): void => {
    setOpen(false)
    router.push(href)
  }
  const places = PLACES.filter(
    ({ permission, label }) =>
      allows(me, permission) && label.toLowerCase().includes(text.trim().toLowerCase()),
  )
  return (
    <Dialog.Root open onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-in bg-scrim fade-in-0" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-1.5rem)] max-w-xl -translate-x-1/2 animate-in overflow-hidden rounded-xl border bg-raised shadow-pop fade-in-0 zoom-in-98"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command shouldFilter={false} label="Search and commands">
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Search products or jump to a screen"
              className="h-12 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-sm text-muted">
                {isFetching ? 'Searching…' : 'Nothing found.'}
              </Command.Empty>
              {places.length > 0 && (
                <Command.Group heading="Screens" className={GROUP}>
                  {places.map(({ href, label, icon: Icon }) => (
                    <Command.Item key={href} value={href} onSelect={() => go(href)} className={ITEM}>
                      <Icon />
                      {label}
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              {search.length >= 2 && (data?.items.length ?? 0) > 0 && (
                <Command.Group heading="Products" className={GROUP}>
                  {data?.items.map((product) => (
                    <Command.Item
                      key={product.id}
                      value={product.id}
                      onSelect={() => go(`/products/${product.id}`)}
                      className={ITEM}
                    >
                      <Package />
                      <span className="truncate">{product.name}</span>
                      <span className="ml-auto shrink-0 text-xs text-faint">
                        {product.sku} · {categoryName(product.category)}
                      </span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
