import { sql, type Read } from '@suite/db'
import { dueCredentials } from '../../credentials/calendar.ts'
import type { CredentialItem } from '../../credentials/contract.ts'
import { urgencyOf } from '../../deadlines/escalation.ts'
import type { DiscrepancyItem, DueItem, DueReply } from '../contract.ts'
import { discrepancies } from './discrepancies.ts'
import { lastRuns } from './runs.ts'

const MOST = 100
const DAY_MS = 86_400_000

/** Everything compliance has to do, the most urgent first, with what stands in figures. */
export const dueNow = async (
  read: Read,
  query: { readonly storeId?: string | undefined },
  now: Date,
): Promise<DueReply> => {
  const page = await discrepancies(read, { ...query, show: 'standing', sort: 'due', limit: MOST })
  const { items: papers } = await dueCredentials(read, query, now)
  const { rows } = await sql<{ class: string; count: number; minor: number; overdue: number }>`
    select class, count(*) as count, coalesce(sum(abs(dollars_minor)), 0)::bigint as minor,
      count(*) filter (where due_at < ${now}) as overdue
    from discrepancies where state not in ('resolved', 'dismissed')
      and ${query.storeId === undefined ? sql`true` : sql`store_id = ${query.storeId}`} group by class`.execute(
    read.db,
  )
  const items = [
    ...page.items.map((item) => ofDiscrepancy(item, now)),
    ...papers.flatMap((paper) => ofPaper(paper, now)),
  ]
  return {
    items: items.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0)).slice(0, MOST),
    standing: rows.reduce((sum, row) => sum + row.count, 0),
    overdue: rows.reduce((sum, row) => sum + row.overdue, 0),
    dollarsMinor: rows.reduce((sum, row) => sum + row.minor, 0),
    byClass: Object.fromEntries(rows.map((row) => [row.class, row.count])),
    lastRuns: await lastRuns(read, query.storeId),
  }
}

const urgency = (dueAt: Date, now: Date): DueItem['urgency'] =>
  urgencyOf(dueAt, now, new Date(now.getTime() + DAY_MS))

const ofDiscrepancy = (item: DiscrepancyItem, now: Date): DueItem => ({
  kind: 'discrepancy',
  id: item.id,
  storeId: item.storeId,
  storeName: item.storeName,
  title: item.productName === '' ? item.packageTag : item.productName,
  detail: item.explanation,
  dollarsMinor: item.dollarsMinor,
  dueAt: item.dueAt,
  urgency: urgency(new Date(item.dueAt), now),
  link: `/compliance/discrepancies/${item.id}`,
})

const ofPaper = (paper: CredentialItem, now: Date): DueItem[] => {
  if (paper.expiresOn === null) return []
  const dueAt = new Date(`${paper.expiresOn}T23:59:59.000Z`)
  const words = { licence: 'Licence', badge: 'Badge', coa: 'Lab certificate' }[paper.kind]
  return [
    {
      kind: 'credential',
      id: paper.id,
      storeId: paper.storeId,
      storeName: paper.storeName,
      title: `${words} ${paper.number}`,
      detail: `${paper.holder}, ${(paper.daysLeft ?? 0) < 0 ? 'expired' : 'runs out'} ${paper.expiresOn}.`,
      dollarsMinor: null,
      dueAt: dueAt.toISOString(),
      urgency: urgency(dueAt, now),
      link: '/compliance/calendar',
    },
  ]
}
