import { Card } from '@/components/ui/card'
import { Stat } from '@/components/ui/page'
import { count, quantity } from '@/lib/format'
import type { Recall } from './queries'

/** What a recall comes to: what is left, what was sold, and how many people can be reached. */
export const RecallTotals = ({ totals }: { totals: Recall['totals'] }) => (
  <Card aria-label="What it comes to">
    <dl className="grid grid-cols-5 gap-4 px-4 py-3 max-lg:grid-cols-3 max-sm:grid-cols-2">
      <Stat label="Units still in stock" value={quantity(totals.onHand)} />
      <Stat
        label="Units sold"
        value={quantity(totals.sold)}
        {...(Number(totals.possiblySold) === 0
          ? {}
          : { note: `perhaps ${quantity(totals.possiblySold)} more` })}
      />
      <Stat
        label="Receipts"
        value={count(totals.receipts)}
        {...(totals.possibleReceipts === 0 ? {} : { note: `perhaps ${count(totals.possibleReceipts)} more` })}
      />
      <Stat
        label="Customers"
        value={count(totals.customers)}
        note={
          totals.receiptsWithoutCustomer === 0
            ? 'every receipt names one'
            : `${count(totals.receiptsWithoutCustomer)} receipts name nobody`
        }
      />
      <Stat label="Units destroyed since" value={quantity(totals.destroyed)} />
    </dl>
  </Card>
)
