'use client'

import { useEffect, useRef, type KeyboardEvent } from 'react'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null

/** Moves through the lines of a list with j and k, from anywhere on the screen, and with arrows within it; / searches. */
export const useListKeys = () => {
  const listRef = useRef<HTMLUListElement>(null)
  const searchRef = useRef<HTMLInputElement>(null)
  const move = (by: 1 | -1): void => {
    const lines = [...(listRef.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
    const at = lines.indexOf(document.activeElement as HTMLElement)
    lines[Math.min(lines.length - 1, Math.max(0, at + by))]?.focus()
  }
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      if (event.key === 'j') move(1)
      else if (event.key === 'k') move(-1)
      else if (event.key === '/' && searchRef.current !== null) searchRef.current.focus()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return {
    listRef,
    searchRef,
    onKeyDown: (event: KeyboardEvent): void => {
      const by = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key]
      if (by === undefined) return
      event.preventDefault()
      move(by)
    },
  }
}
