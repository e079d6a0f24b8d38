import type { OrderStatus, StockStatus } from '@/lib/contract'
import { ORDER_STATUS, STOCK_STATUS } from '@/lib/words'
import { Badge } from './ui/badge'

export const StockBadge = ({ status }: { status: StockStatus }) => (
  <Badge tone={STOCK_STATUS[status].tone} dot title={STOCK_STATUS[status].meaning}>
    {STOCK_STATUS[status].label}
  </Badge>
)

export const OrderBadge = ({ status }: { status: OrderStatus }) => (
  <Badge tone={ORDER_STATUS[status].tone} dot>
    {ORDER_STATUS[status].label}
  </Badge>
)
