import { z } from 'zod'
import { emptyShape, idParams, readRoute, writeRoute, type Route } from '@suite/http'
import {
  complianceSettingsChange,
  complianceSettingsShape,
  previewInput,
  ruleBookQuery,
  ruleBookShape,
  ruleHistoryQuery,
  ruleHistoryShape,
  ruleInput,
  ruleSet,
  touchedShape,
  withdrawalInput,
  type ComplianceSettings,
} from './contract.ts'
import { RULE_EXAMPLE, RULE_INPUT_EXAMPLE, TOUCHED_EXAMPLE, VERSION_EXAMPLE } from './examples.ts'
import { ruleBook, ruleHistory } from './rule-book.ts'
import { setComplianceSettings } from './set-settings.ts'
import { setRule, withdrawRule } from './set-rule.ts'
import { complianceSettings } from './settings.ts'
import { touchedBy } from './touched.ts'

const tag = 'Compliance'
const SETTINGS: ComplianceSettings = {
  accept: 'reported',
  splitTickets: 'day',
  dayBoundary: 'calendar_day',
  holidays: [],
}

/** Rules of the states: what is known with its certainty, what the organisation sets, what a change touches. */
export const ruleRoutes = (deps: { readonly now?: () => Date } = {}): Route[] => {
  const today = (): string => (deps.now?.() ?? new Date()).toISOString().slice(0, 10)
  return [...readingRoutes(today), ...changingRoutes(), ...settingsRoutes()]
}

const readingRoutes = (today: () => string): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/compliance/rules',
      summary: 'Rules of a state on a day, each with its certainty and source',
      tag,
      access: 'compliance.view',
      query: ruleBookQuery,
      reply: ruleBookShape,
      example: { day: '2026-11-22', states: ['CA', 'CO'], items: [RULE_EXAMPLE] },
    },
    (read, { query }) =>
      ruleBook(read, { state: query.state, topic: query.topic, day: query.day ?? today() }),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/compliance/rules/history',
      summary: 'All rules there were on a topic of a state',
      tag,
      access: 'compliance.view',
      query: ruleHistoryQuery,
      reply: ruleHistoryShape,
      example: { items: [VERSION_EXAMPLE] },
    },
    async (read, { query }) => ({ items: await ruleHistory(read, query.state, query.topic) }),
  ),
]

const changingRoutes = (): Route[] => [
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/rules/preview',
      summary: 'What a rule would touch if it were set; changes nothing',
      tag,
      access: 'compliance.view',
      body: previewInput,
      bodyExample: RULE_INPUT_EXAMPLE,
      reply: touchedShape,
      example: TOUCHED_EXAMPLE,
    },
    (tx, { body }) => touchedBy(tx, body),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/rules',
      summary: 'Set a rule of your own from a day on',
      tag,
      access: 'compliance.manage',
      status: 201,
      body: ruleInput,
      bodyExample: { ...RULE_INPUT_EXAMPLE, reason: 'The agency answered our question' },
      reply: ruleSet,
      example: { id: VERSION_EXAMPLE.id },
    },
    async (tx, { body }) => ({ id: await setRule(tx, body) }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/rules/:id/withdraw',
      summary: 'Take a rule of your own back',
      tag,
      access: 'compliance.manage',
      params: idParams,
      body: withdrawalInput,
      bodyExample: { reason: 'Entered for the wrong state' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await withdrawRule(tx, { id: params.id, reason: body.reason })
      return {}
    },
  ),
]

const settingsRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/compliance/settings',
      summary: 'How rules are read and applied',
      tag,
      access: 'compliance.view',
      query: z.object({}),
      reply: complianceSettingsShape,
      example: SETTINGS,
    },
    (read) => complianceSettings(read),
  ),
  writeRoute(
    {
      method: 'PATCH',
      path: '/compliance/settings',
      summary: 'Change how rules are read and applied',
      tag,
      access: 'compliance.manage',
      body: complianceSettingsChange,
      bodyExample: { accept: 'verified' as const },
      reply: complianceSettingsShape,
      example: { ...SETTINGS, accept: 'verified' },
    },
    (tx, { body }) => setComplianceSettings(tx, body),
  ),
]
