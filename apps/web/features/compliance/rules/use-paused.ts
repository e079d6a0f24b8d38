'use client'

import { useEffect, useState } from 'react'

/** A value as it was when it last stopped changing. Compared as JSON. */
export const usePaused = <T>(value: T, pauseMs = 400): T => {
  const [paused, setPaused] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(JSON.parse(text) as T), pauseMs)
    return () => clearTimeout(timer)
  }, [text, pauseMs])
  return paused
}
