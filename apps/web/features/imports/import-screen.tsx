'use client'

import { useState } from 'react'
import { Screen } from '@/components/ui/page'
import { Notice } from '@/components/ui/states'
import type { UploadReply } from '@/lib/contract'
import { useCan } from '@/lib/me'
import { DropFile } from './drop-file'
import { ImportHistory } from './import-history'
import { ReviewFile } from './review-file'

export interface Received {
  readonly reply: UploadReply
  readonly fileName: string
  readonly storeId: string
}

/** Files in: hand one over, see how it is understood, start it; below, what was imported before. */
export const ImportScreen = () => {
  const mayImport = useCan('imports.run')
  const [received, setReceived] = useState<Received | null>(null)
  return (
    <Screen
      title="Import"
      note="Sales, stock or product files as your till exports them. The same file twice changes nothing."
    >
      {!mayImport ? (
        <Notice>Your role can see imports but not start them.</Notice>
      ) : received === null ? (
        <DropFile onReceived={setReceived} />
      ) : (
        <ReviewFile key={received.reply.uploadId} received={received} onDiscard={() => setReceived(null)} />
      )}
      <ImportHistory />
    </Screen>
  )
}
