'use client'

import { useEffect, useState } from 'react'

/** What is being typed, and handed on once the typing pauses. */
export const useTyped = (value: string, onPause: (value: string) => void, pauseMs = 250) => {
  const [text, setText] = useState(value)
  useEffect(() => {
    if (text === value) return undefined
    const timer = setTimeout(() => onPause(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text, value, onPause, pauseMs])
  return [text, setText] as const
}
