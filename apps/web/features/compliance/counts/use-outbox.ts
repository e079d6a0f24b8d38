'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { write } from '@/lib/api'
import { ApiError, messageOf } from '@/lib/api-error'
import {
  entriesOf,
  fromText,
  nextBatch,
  toText,
  withCount,
  without,
  type Outbox,
  type Waiting,
} from './outbox'

/** How saving goes: `offline` is tried again by itself, `refused` needs a person. */
export type Saving = 'saved' | 'saving' | 'offline' | 'refused'

/** Counts typed in quick succession go out together. */
const PAUSE_MS = 300
const RETRY_MS = 4000
const NONE: Outbox = new Map()

/** The server cannot be reached, or is too busy: not the fault of what was typed. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status >= 500 || error.status === 429

/**
 * Saves counts as they are typed. What cannot be sent is kept on the phone, across reloads, and sent once the server can be
 * reached again.
 */
export const useOutbox = (sessionId: string, pass: number) => {
  const shelf = `count ${sessionId} ${pass}`
  const [outbox, setOutbox] = useState<Outbox>(NONE)
  const [told, setTold] = useState<ReadonlyMap<string, Waiting>>(NONE)
  const [state, setState] = useState<Saving>('saved')
  const [problem, setProblem] = useState<string | null>(null)
  const latest = useRef(outbox)
  const sending = useRef(false)

  const keep = useCallback(
    (next: Outbox) => {
      latest.current = next
      setOutbox(next)
      if (next.size === 0) localStorage.removeItem(shelf)
      else localStorage.setItem(shelf, toText(next))
    },
    [shelf],
  )
  const send = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    try {
      while (latest.current.size > 0) {
        const batch = nextBatch(latest.current)
        setState('saving')
        await write(
          'PUT /count-sessions/{id}/entries',
          { entries: entriesOf(batch, Date.now()) },
          { id: sessionId },
        )
        keep(without(latest.current, batch))
      }
      setState('saved')
      setProblem(null)
    } catch (error) {
      setState(isPassing(error) ? 'offline' : 'refused')
      setProblem(messageOf(error))
    } finally {
      sending.current = false
    }
  }, [sessionId, keep])

  useEffect(() => {
    const kept = fromText(localStorage.getItem(shelf))
    if (kept.size === 0) return
    setTold(new Map(kept))
    keep(kept)
    void send()
  }, [shelf, keep, send])
  useEffect(() => {
    if (outbox.size === 0 || state === 'refused') return undefined
    const timer = setTimeout(() => void send(), state === 'offline' ? RETRY_MS : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [outbox, state, send])
  useEffect(() => {
    const again = (): void => void send()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [send])

  const count = useCallback(
    (lineId: string, quantity: string, note: string) => {
      const waiting: Waiting = { lineId, quantity, note, at: Date.now() }
      setTold((old) => new Map([...old, [lineId, waiting]]))
      keep(withCount(latest.current, waiting))
      setState((old) => (old === 'refused' ? 'saving' : old))
    },
    [keep],
  )
  return { count, told, waiting: outbox.size, state, problem, send }
}
