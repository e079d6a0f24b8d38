'use client'

import { ErrorState } from '@/components/ui/states'

const ErrorPage = ({ error, reset }: { error: Error; reset: () => void }) => (
  <div className="grid min-h-[60dvh] place-items-center">
    <ErrorState error={error} retry={reset} />
  </div>
)

export default ErrorPage
