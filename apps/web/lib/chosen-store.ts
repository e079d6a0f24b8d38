import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { serverGet } from './server-api'
import { STORE_COOKIE } from './view-cookie'

/** Who is signed in, asked once a page. */
export const myself = cache(() => serverGet('/me'))

/** The store the visitor looks at, by the same rule as the browser's useStoreChoice; undefined for all. */
export const chosenStoreId = async (): Promise<string | undefined> => {
  const open = (await myself()).stores.filter((store) => store.active)
  if (open.length === 1) return open[0]?.id
  const cookie = (await cookies()).get(STORE_COOKIE)?.value
  return open.find((store) => store.id === cookie)?.id
}
