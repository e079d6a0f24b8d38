import { conflict, invalid, newId, notFound, parseDecimal } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { destroyStock } from '../commands/adjust-stock.ts'
import type { Footage } from '../footage/record-footage.ts'

/** Who saw the goods destroyed: a colleague with an account here, or somebody from outside by name. */
export interface Witness {
  readonly name: string
  readonly membershipId?: string | undefined
}

/** Goods destroyed before a camera and a witness. */
export interface Destruction {
  readonly storeId: string
  readonly productId: string
  readonly lotId?: string | undefined
  /** Above zero, in the product's unit. */
  readonly quantity: string
  readonly reason: string
  /** How they were made unusable. */
  readonly method: string
  readonly witness: Witness
  readonly footage: Footage
  /** Now when absent. */
  readonly destroyedAt?: Date | undefined
  readonly recallId?: string | undefined
}

/** A destruction may be dated this far ahead of the clock before it is refused. */
const AHEAD_MS = 60_000

/**
 * Takes destroyed goods out of stock with what a state asks to be kept of it: tag, reason, method, camera, time and
 * witness. Goods on hold may be destroyed.
 * @throws AppError as `destroyStock`; `lot_too_small` for more than the lot holds; `own_witness`; `bad_time` in the future
 */
export const recordDestruction = async (
  tx: Tx,
  input: Destruction,
): Promise<{ destructionId: string; movementId: string }> => {
  const { witness, method, recallId, destroyedAt, ...goods } = input
  if (destroyedAt !== undefined && destroyedAt.getTime() > Date.now() + AHEAD_MS)
    throw invalid('bad_time', 'Goods cannot have been destroyed in the future.', [
      { path: 'destroyedAt', message: 'lies in the future' },
    ])
  await refuseOwnWitness(tx, witness)
  if (input.lotId !== undefined) await refusePastLot(tx, input, input.lotId)
  const { movementId } = await destroyStock(tx, { ...goods, at: destroyedAt })
  const destructionId = newId()
  await sql`
    insert into destructions (organization_id, id, store_id, product_id, lot_id, movement_id, quantity, reason, method,
      witness_name, witness_id, recall_id, destroyed_by, destroyed_at)
    select ${tx.context.organizationId}::uuid, ${destructionId}::uuid, store_id, product_id, lot_id, id, -quantity,
      ${input.reason}, ${method}, ${witness.name}, ${witness.membershipId ?? null}::uuid, ${recallId ?? null}::uuid,
      ${tx.context.actor.id}, occurred_at
    from stock_movements where id = ${movementId}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'stock.destruction_recorded',
    resourceType: 'destruction',
    resourceId: destructionId,
    action: 'create',
    risk: 'critical',
    after: { ...input, movementId },
  })
  return { destructionId, movementId }
}

const refuseOwnWitness = async (tx: Tx, witness: Witness): Promise<void> => {
  const { rows } = await sql<{ own: boolean }>`
    select m.user_id::text = ${tx.context.actor.id} as own from memberships m
    where ${
      witness.membershipId === undefined
        ? sql`m.user_id::text = ${tx.context.actor.id} and lower(m.display_name) = lower(${witness.name.trim()})`
        : sql`m.id = ${witness.membershipId}`
    }`.execute(tx.db)
  if (rows.some((row) => row.own))
    throw invalid('own_witness', 'You cannot be the witness of your own act. Name another person.', [
      { path: 'witness', message: 'must be another person' },
    ])
  if (witness.membershipId !== undefined && rows.length === 0) throw notFound('witness')
}

const refusePastLot = async (tx: Tx, input: Destruction, lotId: string): Promise<void> => {
  const { rows } = await sql<{ on_hand: string }>`
    select on_hand from lots where id = ${lotId} and store_id = ${input.storeId}
      and product_id = ${input.productId} for update`.execute(tx.db)
  const lot = rows[0]
  if (lot === undefined) throw notFound('lot')
  const onHand = parseDecimal(lot.on_hand, 'on hand')
  if (parseDecimal(input.quantity, 'quantity').greaterThan(onHand))
    throw conflict(
      'lot_too_small',
      `Only ${onHand.toFixed()} are left in this lot. Count the lot first if there are more.`,
    )
}
