import type { OrderStatus, StockStatus } from '@/lib/contract'
import { ORDER_STATUS, STOCK_STATUS } from '@/lib/words'
import { Badge } from './ui/badge'

/** The name of a status; where other stores have stock, the worst store decides it. */
export const statusName = (status: StockStatus, some: boolean): string =>
  some && status === 'stock_out' ? 'Out at a store' : STOCK_STATUS[status].label

/** How stock stands. `some`: other stores have it, the worst store decides the status. */
export const StockBadge = ({ status, some = false }: { status: StockStatus; some?: boolean }) => (
  <Badge tone={STOCK_STATUS[status].tone} dot title={STOCK_STATUS[status].meaning}>
    {statusName(status, some)}
  </Badge>
)

export const OrderBadge = ({ status }: { status: OrderStatus }) => (
  <Badge tone={ORDER_STATUS[status].tone} dot>
    {ORDER_STATUS[status].label}
  </Badge>
)
