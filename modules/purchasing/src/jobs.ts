import { isAppError } from '@suite/kernel'
import { publish } from '@suite/events'
import type { TenantContext } from '@suite/db'
import type { Job, JobDefinition, JobTools } from '@suite/jobs'
import { writePdf } from '@suite/pdf'
import { storeOutlooks } from './expiry/store-outlooks.ts'
import { weighOutlooks } from './expiry/weigh-outlooks.ts'
import { autoApprove } from './approving/auto-approve.ts'
import { draftSuggestions } from './commands/draft-suggestions.ts'
import { REPLENISHMENT_QUEUE, type PlanScope } from './commands/plan-again.ts'
import { recordDelivery, type DeliveryOutcome } from './commands/record-delivery.ts'
import { rollUpForecasts } from './commands/roll-up-forecasts.ts'
import { SEND_QUEUE } from './commands/send-purchase-order.ts'
import { dropOldPlans, storePlans } from './commands/store-plans.ts'
import type { CsvWriter, EmailSender } from './ports.ts'
import { orderMail } from './queries/order-mail.ts'
import { planningSettings } from './queries/planning-settings.ts'
import { productFacts, type FactsCursor, type FactsScope } from './queries/product-facts.ts'
import { productsOfOrder } from './queries/products-of-order.ts'
import { planProduct } from './rules/plan-product.ts'

/** Products planned in one transaction; keeps memory and locks small. */
const BATCH = 500
const SEND_RETRIES = 6

/** What purchasing's jobs need from outside. */
export interface PurchasingJobDeps {
  readonly email: EmailSender
  readonly csv: CsvWriter
  readonly now?: () => Date
}

/** The planner and the sender of purchase orders. */
export const purchasingJobs = (deps: PurchasingJobDeps): JobDefinition[] => {
  const now = deps.now ?? (() => new Date())
  return [
    {
      queue: REPLENISHMENT_QUEUE,
      concurrency: 'one_per_key',
      expireInSeconds: 1800,
      handle: (job, tools) => runReplenishment(job, tools, now()),
    },
    {
      queue: SEND_QUEUE,
      concurrency: 'one_per_key',
      retries: SEND_RETRIES,
      expireInSeconds: 120,
      handle: (job, tools) => sendOrder(job, tools, deps, now()),
    },
  ]
}

const contextOf = (job: Job, queue: string): TenantContext => ({
  organizationId: String(job.payload['organizationId']),
  actor: { kind: 'job', id: queue },
})

const runReplenishment = async (job: Job, tools: JobTools, now: Date): Promise<void> => {
  const context = contextOf(job, 'replenishment')
  const { organizationId: _, ...asked } = job.payload
  const scope = await tools.database.readTenant(context, async (read) => {
    const wanted = asked as PlanScope
    return wanted.purchaseOrderId === undefined
      ? factsScope(wanted)
      : productsOfOrder(read, wanted.purchaseOrderId)
  })
  const settings = await tools.database.readTenant(context, planningSettings)
  let after: FactsCursor | null = null
  let planned = 0
  do {
    job.signal.throwIfAborted()
    after = await tools.database.withTenant(context, async (tx) => {
      const { facts, next } = await productFacts(tx, { scope, after, limit: BATCH, now })
      const plans = facts.map((each) => planProduct(each, settings))
      await storePlans(tx, plans, now)
      await storeOutlooks(tx, { facts, plans, now })
      planned += facts.length
      return next
    })
  } while (after !== null)
  await tools.database.withTenant(context, async (tx) => {
    await dropOldPlans(tx)
    await weighOutlooks(tx, settings)
    if (Object.keys(scope).length === 0) await rollUpForecasts(tx)
    if (settings.autoDraft)
      await draftSuggestions(tx, { ...scope, vendorId: undefined, respectPeople: true, now })
    // only on fresh forecasts of the whole shop: at night, and after imports, not whenever a setting is saved
    if ((asked as PlanScope).runId !== undefined) await autoApprove(tx, { settings, now })
    await publish(tx, {
      type: 'plans.ready',
      version: 1,
      payload: { runId: (asked as PlanScope).runId ?? null },
    })
  })
  tools.log.info({ planned }, 'reorder plans computed')
}

const factsScope = ({ storeId, productId, vendorId }: PlanScope): FactsScope => ({
  ...(storeId === undefined ? {} : { storeId }),
  ...(productId === undefined ? {} : { productIds: [productId] }),
  ...(vendorId === undefined ? {} : { vendorId }),
})

const sendOrder = async (job: Job, tools: JobTools, deps: PurchasingJobDeps, now: Date): Promise<void> => {
  const context = contextOf(job, 'purchase_order.send')
  const id = String(job.payload['purchaseOrderId'])
  const record = (outcome: DeliveryOutcome) =>
    tools.database.withTenant(context, (tx) => recordDelivery(tx, { id, outcome }))
  const prepared = await tools.database.readTenant(context, (read) =>
    orderMail(read, { id, version: Number(job.payload['version']), csv: deps.csv, now }),
  )
  if (prepared === null) return
  const { mail, document } = prepared
  try {
    const paper = {
      fileName: `${document.title.toLowerCase().replaceAll(' ', '-')}.pdf`,
      contentType: 'application/pdf',
      content: await writePdf(document),
    }
    await deps.email.send({ ...mail, attachments: [paper, ...mail.attachments] })
  } catch (error) {
    const reason = isAppError(error) ? error.message : 'The mail could not be sent. It is tried again.'
    const final = (isAppError(error) && error.kind === 'invalid') || job.attempt > SEND_RETRIES
    await record({ kind: final ? 'failed' : 'retrying', reason })
    if (final && isAppError(error)) return
    throw error
  }
  await record({ kind: 'sent', at: now })
}
