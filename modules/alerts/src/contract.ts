import { z } from 'zod'
import { isTimeZone } from '@suite/kernel'
import { dayShape, decimalShape, idShape, instantShape, minorShape, pageOf, pageQuery } from '@suite/http'

export const ALERT_KINDS = [
  'stock_out',
  'low_stock',
  'overstock',
  'expiring',
  'import_failed',
  'forecast_failed',
  'connection_failing',
  'discrepancies',
  'credentials_due',
  'recall_open',
  'transfers_waiting',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]
export const ALERT_STATES = ['open', 'snoozed', 'resolved'] as const

export const SEVERITIES = ['info', 'warning', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]
/** As the table keeps it. */
export const RANK_OF = { info: 1, warning: 2, critical: 3 } as const satisfies Record<Severity, number>

/** One exception worth a look. */
export const alertItem = z.object({
  id: idShape,
  storeId: idShape,
  storeName: z.string(),
  productId: idShape.nullable(),
  productName: z.string().nullable(),
  sku: z.string().nullable(),
  kind: z.enum(ALERT_KINDS),
  state: z.enum(ALERT_STATES),
  severity: z.enum(SEVERITIES),
  dollarsMinor: minorShape,
  title: z.string(),
  detail: z.string(),
  /** The figures behind the words. */
  data: z.record(z.string(), z.unknown()),
  firstSeenAt: instantShape,
  snoozedUntil: instantShape.nullable(),
  snoozeReason: z.string().nullable(),
  resolvedAt: instantShape.nullable(),
})
export type AlertItem = z.infer<typeof alertItem>

/** Alerts of the chosen state and store, all kinds: how many, and how many dollars. */
export const alertTotals = z.object({
  count: z.int(),
  dollarsMinor: minorShape,
  byKind: z.array(z.object({ kind: z.enum(ALERT_KINDS), count: z.int(), dollarsMinor: minorShape })),
})
export const alertPage = pageOf(alertItem).extend({ totals: alertTotals })
export type AlertPage = z.infer<typeof alertPage>
export const alertsQuery = pageQuery.extend({
  state: z.enum(ALERT_STATES).default('open'),
  kind: z.enum(ALERT_KINDS).optional(),
  storeId: idShape.optional(),
})
export type AlertsQuery = z.infer<typeof alertsQuery>

export const snoozing = z.object({
  until: instantShape,
  reason: z.string().trim().min(1, 'Say why').max(500),
})

/** The ids of alerts that changed; none means that all are to be looked at again. */
export const liveAlerts = z.object({ ids: z.array(idShape) })

const minuteOfDay = z.int().min(0).max(1439)
/** How a person hears of alerts by mail. Hours and minutes are those of the time zone. */
export const alertPreferences = z.object({
  how: z.enum(['at_once', 'digest', 'none']),
  /** Null for all kinds. */
  kinds: z.array(z.enum(ALERT_KINDS)).min(1, 'Choose a kind, or no mail at all').max(50).nullable(),
  minSeverity: z.enum(SEVERITIES),
  timeZone: z.string().max(60).refine(isTimeZone, 'Choose a time zone such as America/Denver'),
  digestHour: z.int().min(0).max(23),
  /** With a digest: critical alerts do not wait for it. */
  criticalAtOnce: z.boolean(),
  /** No mail from `from` to before `to`, minutes of the day, past midnight too; null for none. */
  quiet: z
    .object({ from: minuteOfDay, to: minuteOfDay })
    .refine(({ from, to }) => from !== to, 'Quiet hours must begin and end at different times')
    .nullable(),
  criticalBreaksQuiet: z.boolean(),
})
export type AlertPreferences = z.infer<typeof alertPreferences>

const stockStatus = z.enum(['stock_out', 'low', 'ok', 'overstock', 'unknown', 'no_demand'])
const statusCounts = z.record(stockStatus, z.int())

/** The morning's overview. Days are business days; amounts minor units. */
export const dashboard = z.object({
  /** The last day with sales; null before the first import. */
  asOf: dayShape.nullable(),
  day: z.object({ netMinor: minorShape, receipts: z.int(), units: decimalShape }),
  last7: z.object({
    netMinor: minorShape,
    priorNetMinor: minorShape,
    units: decimalShape,
    receipts: z.int(),
  }),
  /** 30 days of sales and the days forecast after them. */
  series: z.array(
    z.object({
      day: dayShape,
      netMinor: minorShape.nullable(),
      unitsSold: z.number().nullable(),
      forecastUnits: z.number().nullable(),
    }),
  ),
  /** The eight exceptions worth most. */
  exceptions: z.array(alertItem),
  exceptionTotals: alertTotals,
  stockHealth: z.object({
    counts: statusCounts,
    stockMinor: minorShape,
    atRiskMinor: minorShape,
    frozenMinor: minorShape,
    expiringMinor: minorShape,
  }),
  reorder: z.object({ toOrder: z.int(), costMinor: minorShape }),
  imports: z
    .object({
      id: idShape,
      fileName: z.string(),
      kind: z.string(),
      status: z.string(),
      createdAt: instantShape,
      finishedAt: instantShape.nullable(),
    })
    .nullable(),
  forecastRun: z
    .object({
      id: idShape,
      status: z.string(),
      seriesTotal: z.int(),
      seriesDone: z.int(),
      finishedAt: instantShape.nullable(),
    })
    .nullable(),
  openOrders: z.object({
    draft: z.int(),
    approved: z.int(),
    sent: z.int(),
    partlyReceived: z.int(),
    draftMinor: minorShape,
    onOrderMinor: minorShape,
  }),
})
export type Dashboard = z.infer<typeof dashboard>
export const dashboardQuery = z.object({ storeId: idShape.optional() })
