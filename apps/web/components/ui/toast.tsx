'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { awaitMessages } from './messages'

export { notify } from './messages'

const ToastHost = lazy(() => import('./toast-host').then((module) => ({ default: module.ToastHost })))

/** Where messages appear; its code is loaded with the first message. */
export const Toaster = () => {
  const [wanted, setWanted] = useState(false)
  useEffect(() => awaitMessages(() => setWanted(true)), [])
  return wanted ? (
    <Suspense>
      <ToastHost />
    </Suspense>
  ) : null
}
