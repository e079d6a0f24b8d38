import type { BodyOf } from '@/lib/contract'
import type { Amount, Form, Unit } from './values'

export type LimitCheck = BodyOf<'POST /compliance/limits/check'>
export type CustomerKind = LimitCheck['customerKind']
type Line = LimitCheck['basket'][number]
type Part = Line['parts'][number]

/** What a unit of a product holds, by the name the API knows. */
export const CONTENTS = {
  netWeight: { label: 'Net weight', units: ['g', 'mg', 'oz'] },
  concentrateWeight: { label: 'Concentrate inside', units: ['g', 'mg'] },
  thc: { label: 'THC', units: ['mg', 'g'] },
  netVolume: { label: 'Volume', units: ['fl_oz', 'ml', 'l'] },
} as const satisfies Readonly<Record<string, { label: string; units: readonly Unit[] }>>
export type Content = keyof typeof CONTENTS

/** Contents that limits may ask of a form. */
export const CONTENTS_OF: Readonly<Record<Form, readonly Content[]>> = {
  flower: ['netWeight'],
  concentrate: ['netWeight', 'thc'],
  vape: ['netWeight', 'concentrateWeight', 'thc'],
  solid_edible: ['netWeight', 'concentrateWeight', 'thc'],
  liquid_edible: ['netVolume', 'concentrateWeight', 'thc'],
  gaseous: ['netWeight', 'concentrateWeight', 'thc'],
  topical: ['netWeight', 'concentrateWeight', 'thc'],
  transdermal: ['netWeight', 'concentrateWeight', 'thc'],
  plant: [],
  accessory: [],
}

export const WHENS = {
  now: 'In the basket',
  today: 'Bought earlier today',
  '7': 'Bought 7 days ago',
  '20': 'Bought 20 days ago',
} as const
export type When = keyof typeof WHENS

export interface PartDraft {
  readonly key: string
  readonly form: Form
  readonly contents: Readonly<Record<Content, Amount>>
}
export interface LineDraft {
  readonly key: string
  readonly quantity: string
  readonly when: When
  readonly parts: readonly PartDraft[]
}
export interface BasketDraft {
  readonly storeId: string
  readonly customerKind: CustomerKind
  readonly stateSystemAsked: boolean
  readonly lines: readonly LineDraft[]
}

let made = 0
const newKey = (): string => `line ${(made += 1)}`

export const newPart = (grams = ''): PartDraft => ({
  key: newKey(),
  form: 'flower',
  contents: {
    netWeight: { amount: grams, unit: 'g' },
    concentrateWeight: { amount: '', unit: 'g' },
    thc: { amount: '', unit: 'mg' },
    netVolume: { amount: '', unit: 'fl_oz' },
  },
})

export const newLine = (): LineDraft => ({
  key: newKey(),
  quantity: '1',
  when: 'now',
  parts: [newPart('3.5')],
})

const DAY_MS = 86_400_000
const plain = (text: string): string => text.trim().replace(',', '.')

/** The question that was typed, asked at an instant; empty contents are left out. */
export const checkOf = (draft: BasketDraft, now: Date): LimitCheck => {
  const lines = draft.lines.map((line, at) => ({ line, api: lineOf(line, at) }))
  return {
    storeId: draft.storeId,
    customerKind: draft.customerKind,
    stateSystemAsked: draft.stateSystemAsked,
    basket: lines.filter(({ line }) => line.when === 'now').map(({ api }) => api),
    history: lines
      .filter(({ line }) => line.when !== 'now')
      .map(({ line, api }) => ({
        ...api,
        customerKind: draft.customerKind,
        purchasedAt: new Date(now.getTime() - daysAgo(line.when) * DAY_MS).toISOString(),
      })),
  }
}

const daysAgo = (when: When): number => (when === 'now' || when === 'today' ? 0 : Number(when))

const lineOf = (line: LineDraft, at: number): Line => ({
  id: String(at + 1),
  quantity: plain(line.quantity),
  parts: line.parts.map(partOf),
})

const partOf = ({ form, contents }: PartDraft): Part => ({
  form,
  ...Object.fromEntries(
    CONTENTS_OF[form]
      .filter((content) => contents[content].amount.trim() !== '')
      .map((content) => {
        const { amount, unit } = contents[content]
        return [content, { amount: plain(amount), unit }]
      }),
  ),
})
