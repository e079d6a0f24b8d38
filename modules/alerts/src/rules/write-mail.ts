import type { Tellable } from './plan-delivery.ts'
import { money } from './wording.ts'

/** An alert with its words. */
export interface WordedAlert extends Tellable {
  readonly storeName: string
  readonly title: string
  readonly detail: string
}

const SHOWN = 25
const LONGEST_SUBJECT = 150
const URGENCY = { 1: 'Info', 2: 'Warning', 3: 'CRITICAL' } as const

/** Subject and text of a mail about alerts, in the order given; more than 25 are counted, not listed. */
export const writeMail = (
  kind: 'at_once' | 'digest',
  alerts: readonly WordedAlert[],
): { readonly subject: string; readonly body: string } => {
  const dollars = alerts.reduce((sum, { dollarsMinor }) => sum + dollarsMinor, 0)
  const more = alerts.length - SHOWN
  const foot =
    kind === 'digest'
      ? 'This is your daily digest.'
      : 'You asked to hear of alerts like this at once, or it is critical.'
  return {
    subject: subjectOf(kind, alerts, dollars),
    body: [
      ...alerts.slice(0, SHOWN).map(lineOf),
      ...(more > 0 ? [`… and ${more} more in the inbox.`] : []),
      `Open Alerts to look into ${alerts.length === 1 ? 'it' : 'them'} or to snooze ${alerts.length === 1 ? 'it' : 'them'}.`,
      `${foot} Change that under Alerts, Notifications.`,
    ].join('\n\n'),
  }
}

const subjectOf = (
  kind: 'at_once' | 'digest',
  alerts: readonly WordedAlert[],
  dollarsMinor: number,
): string => {
  const [first] = alerts
  const critical = alerts.filter(({ severity }) => severity === 3).length
  const sum = dollarsMinor > 0 ? `, ${money(dollarsMinor)}` : ''
  const subject =
    kind === 'at_once' && alerts.length === 1 && first !== undefined
      ? `${first.severity === 3 ? 'Critical: ' : ''}${first.title} (${first.storeName})`
      : `${alerts.length} ${alerts.length === 1 ? 'alert' : 'alerts'}${critical > 0 ? `, ${critical} critical` : ''}${sum}`
  // a name with a line break must not start a header of its own
  return subject.replaceAll(/\s+/g, ' ').slice(0, LONGEST_SUBJECT)
}

const lineOf = ({ severity, dollarsMinor, storeName, title, detail }: WordedAlert): string =>
  [`${URGENCY[severity]}${dollarsMinor > 0 ? ` · ${money(dollarsMinor)}` : ''} · ${storeName}`, title, detail]
    .filter((line) => line !== '')
    .join('\n')
