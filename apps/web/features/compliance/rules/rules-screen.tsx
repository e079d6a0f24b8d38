'use client'

import { Segmented } from '@/components/ui/tabs'
import { useFilters } from '@/lib/use-filters'
import { ComplianceScreen } from '../compliance-tabs'
import { RuleBook } from './rule-book'
import { RuleSettings } from './rule-settings'
import { TryLimit } from './try-limit'

const VIEWS = [
  { value: 'book', label: 'Rules' },
  { value: 'try', label: 'Try a basket' },
  { value: 'settings', label: 'How they apply' },
] as const

/** What the states ask, how certain that is, and what of it the product acts on. */
export const RulesScreen = () => {
  const { get, set } = useFilters()
  const view = VIEWS.find(({ value }) => value === get('view'))?.value ?? 'book'
  return (
    <ComplianceScreen note="What is known of each state’s rules, with how certain it is. Not legal advice.">
      <Segmented
        label="View"
        value={view}
        onChange={(next) => set({ view: next === 'book' ? null : next, topic: null })}
        options={VIEWS}
        className="self-start"
      />
      {view === 'book' && <RuleBook />}
      {/* stays there while another view is looked at, so that a basket outlives a change of the rule */}
      <div hidden={view !== 'try'}>
        <TryLimit />
      </div>
      {view === 'settings' && <RuleSettings />}
    </ComplianceScreen>
  )
}
