import type { Sealer } from '@suite/crypto'
import { sql, type Database, type Read, type Tx } from '@suite/db'
import { readWebhookHint, verifyWebhook, type WebhookHint } from '@suite/dutchie'
import { LARGEST_DELIVERY } from '@suite/http'
import { AppError, conflict, isAppError, isId } from '@suite/kernel'
import { pullNow } from '../connections/ask-for-pull.ts'
import { connectionRow, type ConnectionRow } from '../connections/connection-row.ts'
import { credentialsOf } from '../connections/credentials.ts'

/** What taking webhooks needs. */
export interface WebhookDeps {
  readonly database: Database
  readonly sealer: Sealer
}

/** A delivery as it reached us. Its address names organisation and connection; nothing of it is believed before its signature held. */
export interface Delivery {
  readonly organizationId: string
  readonly connectionId: string
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Exactly as it came. */
  readonly body: Uint8Array
  readonly now: Date
}

/** Largest body that is looked at, bytes. A hint is short; what changed comes from the pull. */
export const LARGEST_WEBHOOK = LARGEST_DELIVERY

/**
 * Takes a signed delivery for a connection once: it makes the connection's streams due and queues one pull, however many
 * deliveries come before that pull runs. If a product moved by more than ten units (requirement A6), the next telling asks for new forecasts.
 * @throws AppError `bad_signature` (also for unknown connections and such without a secret: nobody learns which), `too_large`, `stale_delivery`, `replayed`
 */
export const receiveWebhook = async (
  { database, sealer }: WebhookDeps,
  delivery: Delivery,
): Promise<WebhookHint> => {
  if (delivery.body.byteLength > LARGEST_WEBHOOK)
    throw new AppError(
      'invalid',
      'too_large',
      `A delivery has at most ${LARGEST_WEBHOOK} bytes. Send fewer changes at once.`,
    )
  if (!isId(delivery.organizationId) || !isId(delivery.connectionId)) throw notGenuine()
  const context = {
    organizationId: delivery.organizationId,
    actor: { kind: 'job', id: 'webhook' },
  } as const
  return database.withTenant(context, async (tx) => {
    const connection = await activeConnection(tx, delivery.connectionId)
    const secrets = await secretsOf(tx, sealer, connection)
    const verdict = verdictOf(delivery, secrets)
    await rememberOnce(tx, delivery, verdict)
    const hint = readWebhookHint(jsonOf(delivery.body))
    if (hint.refreshForecast)
      await sql`
        update connections set untold = untold || '{"forecast": true}' where id = ${connection.id}`.execute(
        tx.db,
      )
    await pullNow(tx, connection.id)
    return hint
  })
}

const activeConnection = async (read: Read, id: string): Promise<ConnectionRow> => {
  const row = await connectionRow(read, id).catch((error: unknown) => {
    throw isAppError(error) ? notGenuine() : error
  })
  if (row.status !== 'active') throw notGenuine()
  return row
}

/** The secrets in force, newest first; two, with a comma between, while one is being replaced. */
const secretsOf = async (read: Read, sealer: Sealer, connection: ConnectionRow): Promise<string[]> => {
  const { webhookSecret = '' } = await credentialsOf(read, sealer, connection)
  const secrets = webhookSecret.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]))
  if (secrets.length === 0) throw notGenuine()
  return secrets
}

type Accepted = Extract<ReturnType<typeof verifyWebhook>, { accepted: true }>

const verdictOf = ({ headers, body, now }: Delivery, secrets: readonly string[]): Accepted => {
  // replay is refused by the table below, where two deliveries at the same moment cannot both pass
  const verdict = verifyWebhook({ headers, body }, { secrets, now, seen: new Set() })
  if (verdict.accepted) return verdict
  if (verdict.reason === 'too_old' || verdict.reason === 'too_new')
    throw new AppError('unauthenticated', 'stale_delivery', verdict.message)
  throw notGenuine()
}

const rememberOnce = async (tx: Tx, delivery: Delivery, verdict: Accepted): Promise<void> => {
  const { organizationId, connectionId, now } = delivery
  await sql`
    delete from webhook_deliveries where connection_id = ${connectionId} and seen_until < ${now}`.execute(
    tx.db,
  )
  const { rows } = await sql`
    insert into webhook_deliveries (organization_id, connection_id, delivery_id, seen_until)
    values (${organizationId}, ${connectionId}, ${verdict.replayId}, ${verdict.replayUntil})
    on conflict do nothing returning delivery_id`.execute(tx.db)
  if (rows.length === 0) throw conflict('replayed', `Delivery ${verdict.replayId} was taken before.`)
}

const notGenuine = (): AppError =>
  new AppError(
    'unauthenticated',
    'bad_signature',
    'No signature fits. Check the address and the webhook secret under Settings, Connections.',
  )

const jsonOf = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
