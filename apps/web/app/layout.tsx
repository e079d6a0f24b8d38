import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '@/components/providers'
import { THEME_COOKIE, themeOf } from '@/lib/theme'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Cannabis Operations Suite', template: '%s · Cannabis Operations Suite' },
  description: 'Stock, forecasts and orders for licensed cannabis retailers.',
  robots: { index: false },
}
export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafbfa' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1311' },
  ],
}

// Reading a cookie makes every page dynamic, which the nonces of the content security policy need.
const RootLayout = async ({ children }: { children: ReactNode }) => {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}

export default RootLayout
