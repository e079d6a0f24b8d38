import type { ReactNode } from 'react'
import { Logo } from '@/components/shell/logo'

/** The frame of the pages before signing in. */
export const AccountPage = ({
  title,
  note,
  children,
  footer,
}: {
  title: string
  note: ReactNode
  children: ReactNode
  footer: ReactNode
}) => (
  <main className="grid min-h-dvh place-items-center px-4 py-10">
    <div className="w-full max-w-sm">
      <Logo className="mb-5 size-9" />
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p className="mt-1 mb-6 text-muted">{note}</p>
      {children}
      <p className="mt-6 text-sm text-muted">{footer}</p>
    </div>
  </main>
)
