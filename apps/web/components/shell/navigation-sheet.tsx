'use client'

import { Sheet } from '@/components/ui/dialog'
import { useView } from '@/lib/view'
import { Navigation } from './navigation'

/** The navigation as a panel from the side, for narrow screens. */
export const NavigationSheet = () => {
  const open = useView((view) => view.navigationOpen)
  const setOpen = useView((view) => view.openNavigation)
  return (
    <Sheet open={open} onOpenChange={setOpen} title="Go to" side="left" className="max-w-72">
      <div className="-mx-3 -my-2">
        <Navigation />
      </div>
    </Sheet>
  )
}
