'use client'

import { useCan } from '@/lib/me'
import { ComplianceScreen } from '../compliance-tabs'
import { PackList } from './pack-list'
import { PreparePack } from './prepare-pack'

/** What an inspector is handed: prepared for a store and a period, kept, and proven by its hash. */
export const InspectionScreen = () => {
  const mayPrepare = useCan('compliance.reconcile')
  return (
    <ComplianceScreen note="What an inspector is handed, of one store and a period">
      {mayPrepare && <PreparePack />}
      <PackList />
    </ComplianceScreen>
  )
}
