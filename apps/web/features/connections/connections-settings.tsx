'use client'

import { useQuery } from '@tanstack/react-query'
import { Cable, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { SettingsScreen } from '@/features/settings/settings-tabs'
import { useCan } from '@/lib/me'
import { ConnectDialog } from './connect-dialog'
import { ConnectionCard } from './connection-card'
import { OutagesCard } from './outages-card'
import { useConnections } from './queries'
import { StopWrites } from './stop-writes'

/** Ties to the state's register and to tills: adding them, and seeing that they work. */
export const ConnectionsSettings = () => {
  const mayManage = useCan('connections.manage')
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery(useConnections())
  const connect = mayManage && (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus /> Connect
    </Button>
  )
  return (
    <SettingsScreen
      actions={
        <>
          {data !== undefined && <StopWrites connections={data.items} />}
          {connect}
        </>
      }
    >
      {data === undefined ? (
        <Card>
          {error === null ? (
            <SkeletonRows rows={4} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      ) : data.items.length === 0 ? (
        <Card>
          <EmptyState icon={Cable} title="Nothing is connected yet" action={connect} className="py-12">
            Connect your till, and sales and stock come in by themselves. Connect the state’s register, and
            every package is compared with it.
          </EmptyState>
        </Card>
      ) : (
        <ul className="flex flex-col gap-4">
          {data.items.map((connection) => (
            <li key={connection.id}>
              <ConnectionCard connection={connection} />
            </li>
          ))}
        </ul>
      )}
      <OutagesCard />
      {adding && <ConnectDialog onClose={() => setAdding(false)} />}
    </SettingsScreen>
  )
}
