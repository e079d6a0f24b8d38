'use client'

import { ErrorState } from '@/components/ui/states'

const ErrorPage = ({ error, reset }: { error: Error; reset: () => void }) => (
  <main className="grid min-h-[70dvh] place-items-center">
    <ErrorState error={error} retry={reset} />
  </main>
)

export default ErrorPage
