import { windowWords } from '../limits/windows.ts'
import { FORMS, type Bucket, type Form } from './limit-shape.ts'
import type { RuleAnswer } from './rule.ts'
import type { LimitTopic } from './topics.ts'

/** A bucket before and after a change of rule, in words; null where it does not exist. */
export interface BucketChange {
  readonly id: string
  readonly label: string
  readonly before: string | null
  readonly after: string | null
}

/** Buckets whose cap or window changes, or that come or go. */
export const bucketChanges = (
  before: RuleAnswer<LimitTopic>,
  after: RuleAnswer<LimitTopic>,
): BucketChange[] => {
  const [old, fresh] = [bucketsOf(before), bucketsOf(after)]
  const ids = [...new Set([...old, ...fresh].map(({ id }) => id))]
  return ids.flatMap((id) => {
    const [was, is] = [old, fresh].map((buckets) => buckets.find((bucket) => bucket.id === id))
    const change = {
      id,
      label: (is ?? was)?.label ?? id,
      before: was === undefined ? null : capWords(was),
      after: is === undefined ? null : capWords(is),
    }
    return change.before === change.after ? [] : [change]
  })
}

/** Forms of goods that count differently afterwards. */
export const formsChanged = (before: RuleAnswer<LimitTopic>, after: RuleAnswer<LimitTopic>): Form[] =>
  FORMS.filter((form) => treatmentOf(before, form) !== treatmentOf(after, form))

const bucketsOf = (answer: RuleAnswer<LimitTopic>): readonly Bucket[] =>
  answer.known ? answer.value.buckets : []

const capWords = ({ cap, window }: Bucket): string => `${cap.amount} ${cap.unit} ${windowWords(window)}`

/** Everything that decides how a form counts, comparable as text. */
const treatmentOf = (answer: RuleAnswer<LimitTopic>, form: Form): string => {
  if (!answer.known) return 'unknown'
  const counting = answer.value.buckets.flatMap(({ id, cap, window, mark, counts }) =>
    counts
      .filter(({ forms }) => forms.includes(form))
      .map(({ basis, every, equals, mark: own }) => ({ id, cap, window, mark, basis, every, equals, own })),
  )
  const exempt = (answer.value.exempt ?? []).some(({ forms }) => forms.includes(form))
  // a form that nothing counts is the same unknown in any rule
  return counting.length === 0 ? (exempt ? 'exempt' : 'unknown') : JSON.stringify([answer.status, counting])
}
