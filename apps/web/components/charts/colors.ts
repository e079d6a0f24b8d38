import { useEffect, useState } from 'react'

/** Colours of the design system a chart may use. */
export type ChartColor =
  | 'accent'
  | 'frozen'
  | 'danger'
  | 'due'
  | 'neutral'
  | 'muted'
  | 'line'
  | 'faint'
  | 'text'

/** The present value of a token, as the canvas understands it; `alpha` 0 to 1. */
export const colorOf = (host: HTMLElement, color: ChartColor, alpha = 1): string => {
  const probe = document.createElement('span')
  probe.style.color = `var(--${color})`
  host.append(probe)
  const solid = getComputedStyle(probe).color
  if (alpha === 1) {
    probe.remove()
    return solid
  }
  probe.style.color = `color-mix(in srgb, ${solid} ${alpha * 100}%, transparent)`
  const mixed = getComputedStyle(probe).color
  probe.remove()
  return mixed
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
