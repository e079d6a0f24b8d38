'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { useCommand } from '@/features/settings/use-command'
import { day } from '@/lib/format'
import { useCan } from '@/lib/me'
import { PresentRule } from './present-rule'
import { STALE_RULES } from './queries'
import { RuleForm } from './rule-form'
import { RuleHistory } from './rule-history'
import { stateName } from './states'
import type { RuleItem, RuleVersion } from './values'
import { WithdrawForm } from './withdraw-form'

const FORM = 'rule-form'

type Mode = { readonly kind: 'read' | 'change' } | { readonly kind: 'withdraw'; readonly rule: RuleVersion }

/** One topic of a state: what holds and how certain it is, all there ever was, and changing it. */
export const RulePanel = ({ item, onClose }: { item: RuleItem; onClose: () => void }) => {
  const mayManage = useCan('compliance.manage')
  const [mode, setMode] = useState<Mode>({ kind: 'read' })
  const back = (): void => setMode({ kind: 'read' })
  const options = { stale: STALE_RULES, after: back }
  const set = useCommand('POST /compliance/rules', { ...options, done: 'The rule is set' })
  const withdraw = useCommand('POST /compliance/rules/{id}/withdraw', {
    ...options,
    done: 'The rule is withdrawn',
  })
  return (
    <Sheet
      open
      onOpenChange={onClose}
      className="max-w-2xl"
      title={item.label}
      description={`${stateName(item.state)}, as of ${day(item.day)}`}
      footer={
        mode.kind === 'read' ? (
          <>
            <Button onClick={onClose}>Close</Button>
            {mayManage && (
              // a key of its own: turned into the form's button under the finger, it would send the form at once
              <Button key="change" variant="primary" onClick={() => setMode({ kind: 'change' })}>
                Set a rule of your own
              </Button>
            )}
          </>
        ) : (
          <>
            <Button onClick={back}>Back</Button>
            <Button
              key="submit"
              type="submit"
              form={FORM}
              variant={mode.kind === 'withdraw' ? 'danger' : 'primary'}
              busy={set.isPending || withdraw.isPending}
            >
              {mode.kind === 'withdraw' ? 'Withdraw the rule' : 'Set the rule'}
            </Button>
          </>
        )
      }
    >
      {mode.kind === 'change' ? (
        <RuleForm formId={FORM} item={item} errors={set.fields} onSubmit={(body) => set.mutate({ body })} />
      ) : mode.kind === 'withdraw' ? (
        <WithdrawForm
          formId={FORM}
          topic={item.topic}
          rule={mode.rule}
          errors={withdraw.fields}
          onSubmit={(reason) => withdraw.mutate({ body: { reason }, path: { id: mode.rule.id } })}
        />
      ) : (
        <div className="flex flex-col gap-5">
          <PresentRule item={item} />
          <RuleHistory
            item={item}
            onWithdraw={mayManage ? (rule) => setMode({ kind: 'withdraw', rule }) : null}
          />
        </div>
      )}
    </Sheet>
  )
}
