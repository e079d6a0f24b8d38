'use client'

import { MoreHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '@/components/ui/menu'
import { notify } from '@/components/ui/toast'
import { useCommand } from '@/features/settings/use-command'
import { ConnectDialog } from './connect-dialog'
import { STALE, type Connection } from './queries'

/** What can be done with a connection. */
export const ConnectionMenu = ({ connection }: { connection: Connection }) => {
  const [asking, setAsking] = useState<'edit' | 'resync' | 'disconnect' | null>(null)
  const path = { id: connection.id }
  const pull = useCommand('POST /connections/{id}/pull', { stale: STALE, done: 'Asking now' })
  const reread = useCommand('POST /connections/{id}/reread', {
    stale: STALE,
    done: 'Reading again what was kept',
  })
  const pause = useCommand('POST /connections/{id}/pause', { stale: STALE, done: 'Paused' })
  const resume = useCommand('POST /connections/{id}/resume', { stale: STALE, done: 'Going on' })
  const test = useCommand('POST /connections/{id}/test', {
    stale: STALE,
    done: 'Tested',
    after: (verdict) =>
      verdict.ok ? notify.done(verdict.summary) : notify.failed(new Error(verdict.summary)),
  })
  const paused = connection.status === 'paused'
  return (
    <>
      <Button size="sm" busy={test.isPending} onClick={() => test.mutate({ body: undefined, path })}>
        Test
      </Button>
      <Menu>
        <MenuTrigger asChild>
          <Button size="iconSm" variant="ghost" aria-label={`More for ${connection.name}`}>
            <MoreHorizontal />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem onSelect={() => pull.mutate({ body: undefined, path })}>
            Ask for what is new, now
          </MenuItem>
          <MenuItem onSelect={() => (paused ? resume : pause).mutate({ body: undefined, path })}>
            {paused ? 'Go on' : 'Pause'}
          </MenuItem>
          <MenuItem onSelect={() => setAsking('edit')}>Change name, settings or keys</MenuItem>
          <MenuItem onSelect={() => reread.mutate({ body: undefined, path })}>
            Read again what was kept
          </MenuItem>
          <MenuItem onSelect={() => setAsking('resync')}>Ask for everything again</MenuItem>
          <MenuSeparator />
          <MenuItem onSelect={() => setAsking('disconnect')}>Disconnect</MenuItem>
        </MenuContent>
      </Menu>
      {asking === 'edit' && <ConnectDialog connection={connection} onClose={() => setAsking(null)} />}
      {asking === 'resync' && (
        <Sure
          route="POST /connections/{id}/resync"
          connection={connection}
          title="Ask for everything again?"
          verb="Ask again"
          onClose={() => setAsking(null)}
        >
          All of {connection.title}’s history is read once more. What is known does not change, nothing is
          doubled; it can take a while.
        </Sure>
      )}
      {asking === 'disconnect' && (
        <Sure
          route="POST /connections/{id}/disconnect"
          connection={connection}
          title={`Disconnect ${connection.name}?`}
          verb="Disconnect"
          onClose={() => setAsking(null)}
        >
          The keys are destroyed and nothing more is read or written. What came in so far stays.
        </Sure>
      )}
    </>
  )
}

const Sure = ({
  route,
  connection,
  title,
  verb,
  onClose,
  children,
}: {
  route: 'POST /connections/{id}/resync' | 'POST /connections/{id}/disconnect'
  connection: Connection
  title: string
  verb: string
  onClose: () => void
  children: React.ReactNode
}) => {
  const command = useCommand(route, { stale: STALE, done: 'Done', after: onClose })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant={route.endsWith('disconnect') ? 'danger' : 'primary'}
            busy={command.isPending}
            onClick={() => command.mutate({ body: undefined, path: { id: connection.id } })}
          >
            {verb}
          </Button>
        </>
      }
    >
      <p className="text-sm text-muted">{children}</p>
    </Dialog>
  )
}
