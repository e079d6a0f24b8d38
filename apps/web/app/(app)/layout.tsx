import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { MeProvider } from '@/lib/me'
import { myself } from '@/lib/chosen-store'
import { THEME_COOKIE, themeOf } from '@/lib/theme'
import { ViewProvider } from '@/lib/view'
import { STORE_COOKIE } from '@/lib/view-cookie'

const AppLayout = async ({ children }: { children: ReactNode }) => {
  const jar = await cookies()
  const me = await myself()
  const storeId = jar.get(STORE_COOKIE)?.value ?? ''
  return (
    <ViewProvider storeId={storeId === '' ? null : storeId}>
      <MeProvider me={me}>
        <Shell theme={themeOf(jar.get(THEME_COOKIE)?.value)} now={Date.now()}>
          {children}
        </Shell>
      </MeProvider>
    </ViewProvider>
  )
}

export default AppLayout
