import { emptyShape, readRoute, writeRoute, type Route } from '@suite/http'
import { savePreferences } from './commands/save-preferences.ts'
import { alertPreferences, type AlertPreferences } from './contract.ts'
import { preferencesOf } from './queries/wishes.ts'

const PREFERENCES: AlertPreferences = {
  how: 'digest',
  kinds: null,
  minSeverity: 'warning',
  timeZone: 'America/Denver',
  digestHour: 7,
  criticalAtOnce: true,
  quiet: { from: 1320, to: 360 },
  criticalBreaksQuiet: false,
}

/** How the caller hears of alerts by mail. */
export const preferenceRoutes = (now: () => Date): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/alerts/preferences',
      summary: 'How you hear of alerts by mail',
      tag: 'Alerts',
      access: 'alerts.read',
      reply: alertPreferences,
      example: PREFERENCES,
    },
    (read, _, caller) => preferencesOf(read, caller.membershipId),
  ),
  writeRoute(
    {
      method: 'PUT',
      path: '/alerts/preferences',
      summary: 'Choose how you hear of alerts by mail',
      tag: 'Alerts',
      access: 'alerts.read',
      body: alertPreferences,
      bodyExample: PREFERENCES,
      reply: emptyShape,
      example: {},
    },
    async (tx, { body }, caller) => {
      await savePreferences(tx, caller.membershipId, body, now())
      return {}
    },
  ),
]
