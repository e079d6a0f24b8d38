'use client'

import { ChevronRight } from 'lucide-react'
import type { Reasoning } from '@/lib/contract'
import { quantity } from '@/lib/format'
import { useMoney } from '@/lib/me'

const MONEY = /minor$|^margin$|^revenue$|cost$/i
const SHARE = /^(wape|mape|skill|coverage|serviceLevel|confidence)$/

const words = (key: string): string => {
  const text = key
    .replace(/Minor$/, '')
    .replaceAll(/([A-Z])/g, ' $1')
    .toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Reasons in plain words; each opens into the figures it speaks of. */
export const Reasons = ({ reasoning }: { reasoning: Reasoning }) => {
  const { money } = useMoney()
  const show = (key: string, value: unknown): string => {
    if (value === null || value === undefined) return 'unknown'
    if (typeof value === 'number' && MONEY.test(key)) return money(value)
    if (typeof value === 'number' && SHARE.test(key)) return `${quantity(value * 100, 1)} %`
    if (typeof value === 'number') return quantity(value, 2)
    if (typeof value === 'string') return /^-?\d+(\.\d+)?$/.test(value) ? quantity(value, 4) : value
    return JSON.stringify(value)
  }
  return (
    <ol className="flex flex-col">
      {reasoning.sentences.map(({ text, data }) => {
        const figures = Object.entries(data)
        if (figures.length === 0)
          return (
            <li key={text} className="py-1.5 pl-5 text-sm">
              {text}
            </li>
          )
        return (
          <li key={text}>
            <details className="group">
              <summary className="flex list-none items-start gap-1.5 rounded py-1.5 text-sm hover:text-accent-text [&::-webkit-details-marker]:hidden">
                <ChevronRight
                  aria-hidden
                  className="mt-[3px] size-3.5 shrink-0 text-faint transition-transform group-open:rotate-90"
                />
                {text}
              </summary>
              <dl className="mb-1.5 ml-5 grid grid-cols-[1fr_auto] gap-x-6 gap-y-0.5 rounded-md bg-sunken px-3 py-2 text-xs">
                {figures.map(([key, value]) => (
                  <div key={key} className="contents">
                    <dt className="text-muted">{words(key)}</dt>
                    <dd className="num text-right">{show(key, value)}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        )
      })}
    </ol>
  )
}
