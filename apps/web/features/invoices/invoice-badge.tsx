import { Badge } from '@/components/ui/badge'
import type { InvoiceStatus } from './queries'
import { INVOICE_STATUS } from './words'

/** How a bill stands. */
export const InvoiceBadge = ({ status }: { status: InvoiceStatus }) => (
  <Badge tone={INVOICE_STATUS[status].tone} dot title={INVOICE_STATUS[status].meaning}>
    {INVOICE_STATUS[status].label}
  </Badge>
)
