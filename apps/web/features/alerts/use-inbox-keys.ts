'use client'

import { useEffect, useRef, type KeyboardEvent } from 'react'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null

/** Moves through a list with j and k, from anywhere on the screen; s snoozes the line in focus. */
export const useInboxKeys = (onSnooze: (index: number) => void) => {
  const listRef = useRef<HTMLUListElement>(null)
  const links = (): HTMLElement[] => [
    ...(listRef.current?.querySelectorAll<HTMLElement>('[data-line]') ?? []),
  ]
  const press = (key: string): boolean => {
    const all = links()
    const at = all.indexOf(document.activeElement as HTMLElement)
    if (key === 'j' || key === 'k') {
      const next = key === 'j' ? Math.min(all.length - 1, at + 1) : Math.max(0, at - 1)
      all[next]?.focus()
      return true
    }
    if (key !== 's' || at < 0) return false
    onSnooze(at)
    return true
  }
  const latest = useRef(press)
  useEffect(() => {
    latest.current = press
  })
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      if (latest.current(event.key)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return {
    listRef,
    onKeyDown: (event: KeyboardEvent): void => {
      const key = { ArrowDown: 'j', ArrowUp: 'k' }[event.key]
      if (key !== undefined && press(key)) event.preventDefault()
    },
  }
}
