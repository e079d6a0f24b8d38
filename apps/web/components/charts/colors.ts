import { useEffect, useState } from 'react'

/** Colours of the design system a chart may use. */
export type ChartColor = 'accent' | 'frozen' | 'danger' | 'due' | 'neutral' | 'line' | 'faint' | 'surface'

/** The present value of a token, as the canvas understands it; `alpha` 0 to 1 thins it, over another token if named. */
export const colorOf = (host: HTMLElement, color: ChartColor, alpha = 1, over?: ChartColor): string => {
  const probe = document.createElement('span')
  const ground = over === undefined ? 'transparent' : `var(--${over})`
  probe.style.color = `color-mix(in srgb, var(--${color}) ${alpha * 100}%, ${ground})`
  host.append(probe)
  const found = getComputedStyle(probe).color
  probe.remove()
  return found
}

/** Counts changes of the theme, by the person or the system, so that canvases are painted anew. */
export const useThemeChanges = (): number => {
  const [changes, setChanges] = useState(0)
  useEffect(() => {
    const count = (): void => setChanges((n) => n + 1)
    const system = window.matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', count)
    const attribute = new MutationObserver(count)
    attribute.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      system.removeEventListener('change', count)
      attribute.disconnect()
    }
  }, [])
  return changes
}
