'use client'

import { Download, Ellipsis, PackageCheck, Send } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '@/components/ui/menu'
import { downloadUrl } from '@/lib/api'
import type { OrderDetail } from '@/lib/contract'
import { useCan } from '@/lib/me'
import type { EditedOrder } from './order-edit'
import { ReceiveDialog } from './receive-dialog'
import { SendDialog } from './send-dialog'
import { useOrderActions } from './use-order-actions'

const OPEN: ReadonlySet<string> = new Set(['approved', 'sent', 'partly_received'])

/** What can be done with the order as it stands, the next step first. */
export const OrderActions = ({
  order,
  edit,
  discard,
}: {
  order: OrderDetail
  edit: EditedOrder | null
  discard: () => void
}) => {
  const actions = useOrderActions(order)
  const [dialog, setDialog] = useState<'send' | 'receive' | 'cancel' | null>(null)
  // the till leads its own orders
  const isOurs = order.origin !== 'till'
  const mayEdit = useCan('purchasing.edit') && isOurs
  const mayApprove = useCan('purchasing.approve') && isOurs
  const mayReceive = useCan('purchasing.receive') && isOurs && OPEN.has(order.status)
  const maySend = mayEdit && OPEN.has(order.status)
  const mayCancel = mayEdit && (order.status === 'draft' || OPEN.has(order.status))
  const close = (): void => setDialog(null)
  const receiveNext = order.status !== 'approved'
  return (
    <>
      {edit !== null && (
        <>
          <Button variant="ghost" onClick={discard}>
            Discard changes
          </Button>
          <Button busy={actions.save.isPending} onClick={() => actions.save.mutate(edit)}>
            Save
          </Button>
        </>
      )}
      {order.status === 'draft' && mayApprove && (
        <Button
          variant="primary"
          busy={actions.approve.isPending}
          disabled={order.lines.length === 0 && edit === null}
          onClick={() => actions.approve.mutate(edit)}
        >
          {edit === null ? 'Approve' : 'Save and approve'}
        </Button>
      )}
      {maySend && (
        <Button
          variant={receiveNext ? 'secondary' : 'primary'}
          disabled={order.delivery === 'pending'}
          onClick={() => setDialog('send')}
        >
          <Send /> {order.delivery === 'pending' ? 'Sending…' : order.sentAt === null ? 'Send' : 'Send again'}
        </Button>
      )}
      {mayReceive && (
        <Button variant={receiveNext ? 'primary' : 'secondary'} onClick={() => setDialog('receive')}>
          <PackageCheck /> Receive
        </Button>
      )}
      <More order={order} onCancel={mayCancel ? () => setDialog('cancel') : null} />
      <SendDialog order={order} open={dialog === 'send'} onClose={close} send={actions.send} />
      {dialog === 'receive' && <ReceiveDialog order={order} onClose={close} receive={actions.receive} />}
      <Dialog
        open={dialog === 'cancel'}
        onOpenChange={close}
        title={order.status === 'partly_received' ? 'Close this order?' : 'Cancel this order?'}
        footer={
          <>
            <Button onClick={close}>Keep it</Button>
            <Button
              variant="danger"
              busy={actions.cancel.isPending}
              onClick={() => actions.cancel.mutate(undefined, { onSuccess: close })}
            >
              {order.status === 'partly_received' ? 'Close order' : 'Cancel order'}
            </Button>
          </>
        }
      >
        <p className="text-sm text-muted">
          {order.status === 'partly_received'
            ? 'Goods that came stay in stock; what has not come is no longer on order.'
            : 'Nothing of it is on order any more. Products that still run out will be suggested again.'}
        </p>
      </Dialog>
    </>
  )
}

const More = ({ order, onCancel }: { order: OrderDetail; onCancel: (() => void) | null }) => (
  <Menu>
    <MenuTrigger asChild>
      <Button size="icon" aria-label="More">
        <Ellipsis />
      </Button>
    </MenuTrigger>
    <MenuContent align="end">
      <MenuItem asChild>
        <a href={downloadUrl('/purchase-orders/{id}/pdf', { path: { id: order.id } })} download>
          <Download /> Download PDF
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={downloadUrl('/purchase-orders/{id}/csv', { path: { id: order.id } })} download>
          <Download /> Download CSV
        </a>
      </MenuItem>
      {onCancel !== null && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={onCancel} className="text-danger-text">
            {order.status === 'partly_received' ? 'Close order' : 'Cancel order'}
          </MenuItem>
        </>
      )}
    </MenuContent>
  </Menu>
)
