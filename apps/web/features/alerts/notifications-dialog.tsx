'use client'

import { useQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { useCommand } from '@/features/settings/use-command'
import { question } from '@/lib/question'
import { NotificationsForm } from './notifications-form'

/** How the person hears of alerts by mail. */
export const NotificationsDialog = ({ onClose }: { onClose: () => void }) => {
  const { data, error, refetch } = useQuery(question('/alerts/preferences'))
  const save = useCommand('PUT /alerts/preferences', {
    stale: ['/alerts/preferences'],
    done: 'Saved',
    after: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Notifications"
      description="Mail about alerts, to you alone"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="notifications"
            busy={save.isPending}
            disabled={data === undefined}
          >
            Save
          </Button>
        </>
      }
    >
      {data !== undefined ? (
        <NotificationsForm
          id="notifications"
          preferences={data}
          errors={save.fields}
          onSave={(body) => save.mutate({ body })}
        />
      ) : error !== null ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={5} />
      )}
    </Dialog>
  )
}
