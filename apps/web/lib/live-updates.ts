'use client'

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useCan } from './me'
import { address } from './request'
import { useView } from './view'

/** Without the stream the lists are asked again this often. */
const FALLBACK_MS = 30_000
const STALE = ['/alerts', '/dashboard']

/** Keeps what every screen shows of alerts as it is on the server, within moments, while the window is looked at. */
export const useLiveUpdates = (): void => {
  const client = useQueryClient()
  const mayRead = useCan('alerts.read')
  const setLive = useView((view) => view.setLive)
  useEffect(() => (mayRead ? listenWhileVisible(client, setLive) : undefined), [client, mayRead, setLive])
}

/** Browsers open six connections to one site over all windows: a window nobody looks at must not hold one. */
const listenWhileVisible = (client: QueryClient, setLive: (live: boolean) => void): (() => void) => {
  let stop: (() => void) | undefined
  let looked = false
  const follow = (): void => {
    if (document.visibilityState === 'visible') stop ??= listen(client, setLive, looked)
    else {
      stop?.()
      stop = undefined
    }
    looked = true
  }
  follow()
  document.addEventListener('visibilitychange', follow)
  return () => {
    document.removeEventListener('visibilitychange', follow)
    stop?.()
  }
}

const listen = (client: QueryClient, setLive: (live: boolean) => void, missedSome: boolean): (() => void) => {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let left = false
  let missed = missedSome
  const refresh = (): Promise<unknown> =>
    Promise.all(STALE.map((path) => client.invalidateQueries({ queryKey: [path] })))
  // asking for the list renews an ended access token, which a stream cannot do for itself
  const openAgain = (afterMs: number): void => {
    source?.close()
    setLive(false)
    clearTimeout(timer)
    timer = setTimeout(() => void refresh().finally(open), afterMs)
  }
  const open = (): void => {
    if (left) return
    source = new EventSource(address('/alerts/stream'))
    source.addEventListener('open', () => {
      setLive(true)
      // between two streams news may have been missed
      if (missed) void refresh()
      missed = true
    })
    source.addEventListener('alerts', () => void refresh())
    source.addEventListener('resync', () => void refresh())
    source.addEventListener('signed_out', () => openAgain(0))
    source.addEventListener('error', () => {
      setLive(false)
      // a cut connection is made again by the browser; a refused one is not
      if (source?.readyState === EventSource.CLOSED) openAgain(FALLBACK_MS)
    })
  }
  open()
  return () => {
    left = true
    clearTimeout(timer)
    source?.close()
    setLive(false)
  }
}
