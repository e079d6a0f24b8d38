import type { Amount, Basis, Bucket, Count, Form, LimitWindow, Mark, PurchaseLimit, Unit } from './values'

/** A way of counting as it is typed. `key` only tells rows apart on the screen. */
export interface CountDraft {
  readonly key: string
  readonly forms: readonly Form[]
  readonly basis: Basis
  /** `every` so much `equals` so much of the cap, instead of one to one. */
  readonly ratio: boolean
  readonly every: Amount
  readonly equals: Amount
  readonly mark: Mark | null
}
export interface BucketDraft {
  readonly key: string
  readonly id: string
  readonly label: string
  readonly window: LimitWindow['kind'] | 'transaction_day'
  readonly days: string
  readonly cap: Amount
  readonly counts: readonly CountDraft[]
  readonly mark: Mark | null
}
export interface LimitDraft {
  readonly buckets: readonly BucketDraft[]
  readonly exempt: readonly Form[]
  /** How certain the exemption is, where it is another certainty than the rule's. */
  readonly exemptMark: Mark | null
  readonly scope: 'store' | 'organization' | 'state' | ''
  readonly combines: 'yes' | 'no' | ''
  readonly stateCheckFirst: boolean
  readonly documentMayRaise: boolean
  readonly ounceGrams: string
}

let made = 0
const newKey = (): string => `new ${(made += 1)}`

/** The unit a basis is usually given in. */
export const UNIT_OF: Readonly<Record<Basis, Unit>> = {
  net_weight: 'g',
  concentrate_weight: 'g',
  thc: 'mg',
  net_volume: 'fl_oz',
  count: 'each',
}

export const newCount = (cap: Unit): CountDraft => ({
  key: newKey(),
  forms: [],
  basis: 'net_weight',
  ratio: false,
  every: { amount: '', unit: 'g' },
  equals: { amount: '1', unit: cap },
  mark: null,
})

export const newBucket = (): BucketDraft => ({
  key: newKey(),
  id: '',
  label: '',
  window: 'day',
  days: '30',
  cap: { amount: '', unit: 'g' },
  counts: [newCount('g')],
  mark: null,
})

/** What the form shows first: the limit as it is, or one empty bucket. */
export const draftOfLimit = (limit: PurchaseLimit | null): LimitDraft => ({
  buckets: limit?.buckets.map(bucketDraft) ?? [newBucket()],
  exempt: limit?.exempt?.flatMap(({ forms }) => forms) ?? [],
  exemptMark: limit?.exempt?.find(({ mark }) => mark !== undefined)?.mark ?? null,
  scope: limit?.scope ?? '',
  combines: limit?.combinesWithOtherKinds === undefined ? '' : limit.combinesWithOtherKinds ? 'yes' : 'no',
  stateCheckFirst: limit?.stateCheckFirst ?? false,
  documentMayRaise: limit?.documentMayRaise ?? false,
  ounceGrams: limit?.ounceGrams ?? '',
})

const bucketDraft = (bucket: Bucket): BucketDraft => ({
  key: bucket.id,
  id: bucket.id,
  label: bucket.label,
  window:
    bucket.window.kind === 'transaction' && bucket.window.splits === 'day'
      ? 'transaction_day'
      : bucket.window.kind,
  days: bucket.window.kind === 'rolling_days' ? String(bucket.window.days) : '30',
  cap: bucket.cap,
  counts: bucket.counts.map((count) => countDraft(count, bucket)),
  mark: bucket.mark ?? null,
})

const countDraft = (count: Count, bucket: Bucket): CountDraft => ({
  key: newKey(),
  forms: count.forms,
  basis: count.basis,
  ratio: count.every !== undefined,
  every: count.every ?? { amount: '', unit: UNIT_OF[count.basis] },
  equals: count.equals ?? { amount: '1', unit: bucket.cap.unit },
  mark: count.mark ?? null,
})

/** The limit that was typed. A new bucket is named after its label. */
export const limitOf = (draft: LimitDraft): PurchaseLimit => ({
  buckets: draft.buckets.map((bucket, at) => ({
    id: bucket.id === '' ? nameOf(bucket.label, at) : bucket.id,
    label: bucket.label.trim(),
    window: windowOf(bucket),
    cap: amountOf(bucket.cap),
    counts: bucket.counts.map(countOf),
    ...(bucket.mark === null ? {} : { mark: bucket.mark }),
  })),
  ...(draft.exempt.length === 0 ? {} : { exempt: [exemptOf(draft)] }),
  ...(draft.scope === '' ? {} : { scope: draft.scope }),
  ...(draft.combines === '' ? {} : { combinesWithOtherKinds: draft.combines === 'yes' }),
  ...(draft.stateCheckFirst ? { stateCheckFirst: true } : {}),
  ...(draft.documentMayRaise ? { documentMayRaise: true } : {}),
  ...(draft.ounceGrams.trim() === '' ? {} : { ounceGrams: plain(draft.ounceGrams) }),
})

const exemptOf = ({ exempt, exemptMark }: LimitDraft) => ({
  forms: exempt,
  ...(exemptMark === null ? {} : { mark: exemptMark }),
})

const windowOf = ({ window, days }: BucketDraft): LimitWindow => {
  if (window === 'transaction_day') return { kind: 'transaction', splits: 'day' }
  return window === 'rolling_days' ? { kind: window, days: Number(days) } : { kind: window }
}

const countOf = ({ forms, basis, ratio, every, equals, mark }: CountDraft): Count => ({
  forms,
  basis,
  ...(ratio ? { every: amountOf(every), equals: amountOf(equals) } : {}),
  ...(mark === null ? {} : { mark }),
})

const plain = (text: string): string => text.trim().replace(',', '.')
const amountOf = ({ amount, unit }: Amount): Amount => ({ amount: plain(amount), unit })

const nameOf = (label: string, at: number): string => {
  const name = label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 36)
  return name === '' ? `bucket_${at + 1}` : name
}
