import { amountWords, countWords, formNames, limitRemarks, windowWords } from './limit-words'
import { MarkBadge, NotLaw } from './standing-badges'
import { isOf, limitIn, shapeOf, type Bucket, type PurchaseLimit, type RuleItem, type Topic } from './values'
import { wordsOf } from './value-words'

/** A rule's value in full. */
export const RuleValue = ({
  topic,
  value,
  status,
}: {
  topic: Topic
  value: unknown
  status: RuleItem['status']
}) => {
  const limit = shapeOf(topic) === 'limit' ? limitIn(value) : null
  if (limit !== null)
    return (
      <>
        {status === 'unverified' && (
          <p className="text-sm">
            <NotLaw status={status} />
          </p>
        )}
        <Limit limit={limit} />
      </>
    )
  const how = isOf('deadline', value) ? value.how : undefined
  return (
    <p className="text-sm">
      <NotLaw status={status} />
      {wordsOf(topic, value) ?? 'Declared unknown'}
      {how !== undefined && <span className="block text-muted">{how}</span>}
    </p>
  )
}

const Limit = ({ limit }: { limit: PurchaseLimit }) => (
  <div className="flex flex-col gap-2.5 text-sm">
    {limit.buckets.map((bucket) => (
      <BucketFacts key={bucket.id} bucket={bucket} />
    ))}
    {limit.exempt?.map(({ forms, mark }) => (
      <p key={forms.join()} className="flex flex-wrap gap-x-2">
        {formNames(forms)}: not counted
        {mark !== undefined && <MarkBadge status={mark.status} />}
      </p>
    ))}
    {limitRemarks(limit).map((remark) => (
      <p key={remark} className="text-muted">
        {remark}
      </p>
    ))}
  </div>
)

const BucketFacts = ({ bucket }: { bucket: Bucket }) => (
  <div>
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className="font-medium">{bucket.label}</span>
      <span className="num">
        {amountWords(bucket.cap)} {windowWords(bucket.window)}
      </span>
      {bucket.mark !== undefined && <MarkBadge status={bucket.mark.status} />}
    </p>
    {bucket.mark !== undefined && <p className="text-xs text-faint">{bucket.mark.source}</p>}
    <ul className="mt-0.5 border-l pl-3 text-muted">
      {bucket.counts.map((count) => (
        <li key={`${count.forms.join()} ${count.basis}`}>
          <span className="flex flex-wrap items-baseline gap-x-2">
            {formNames(count.forms)}: {countWords(count)}
            {count.mark !== undefined && <MarkBadge status={count.mark.status} />}
          </span>
          {count.mark !== undefined && <span className="block text-xs text-faint">{count.mark.source}</span>}
        </li>
      ))}
    </ul>
  </div>
)
