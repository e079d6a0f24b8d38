'use client'

import { useMe, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { useView } from '@/lib/view'
import { ExportMenu } from '@/components/export-menu'
import { Card } from '@/components/ui/card'
import { Button } from '@/components/ui/button'
import { ComplianceScreen } from '../compliance-tabs'
import { filtersOf, receiptList } from './queries'
import { ReceiptQueue } from './receipt-queue'
import { ReporterStrip } from './reporter-strip'
import { ReportSales } from './report-sales'

/** Every sale of a store and what the state knows of it. */
export const ReceiptsScreen = () => {
  const store = useStoreChoice()
  const { get, set } = useFilters()
  return (
    <ComplianceScreen
      note="Every sale, and what the state knows of it"
      actions={
        store !== null && (
          <>
            <ExportMenu of={receiptList(filtersOf(get), store.id)} />
            <ReportSales key={store.id} storeId={store.id} />
          </>
        )
      }
    >
      {store === null ? (
        <ChooseStore />
      ) : (
        <>
          <ReporterStrip key={`reporter-${store.id}`} storeId={store.id} />
          <ReceiptQueue key={store.id} storeId={store.id} filters={filtersOf(get)} onFilter={set} />
        </>
      )}
    </ComplianceScreen>
  )
}

/** Receipts are reported by licence, so they are looked at store by store. */
const ChooseStore = () => {
  const { stores } = useMe()
  const choose = useView((view) => view.chooseStore)
  return (
    <Card className="flex flex-col items-center gap-3 px-4 py-10 text-center">
      <h2 className="text-base font-semibold">Choose a store</h2>
      <p className="text-sm text-muted">
        Sales are reported under a store’s licence, so each store has its own queue.
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        {stores
          .filter(({ active }) => active)
          .map(({ id, name }) => (
            <Button key={id} onClick={() => choose(id)}>
              {name}
            </Button>
          ))}
      </div>
    </Card>
  )
}
