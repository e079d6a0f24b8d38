import { conflict, notFound } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'

/** Which goods are recalled. Received between the two instants only, where they are given. */
export type RecallScope =
  | { readonly by: 'lot_code' | 'package_tag' | 'source_tag'; readonly values: string[] }
  | {
      readonly by: 'product' | 'vendor'
      readonly id: string
      readonly receivedFrom?: string | undefined
      readonly receivedUntil?: string | undefined
    }

/** A recall as its commands need it. */
export interface Recall {
  readonly id: string
  readonly kind: 'recall' | 'drill'
  readonly title: string
  readonly status: 'open' | 'finished'
  readonly scope: RecallScope
  readonly tracedAt: Date | null
  readonly heldAt: Date | null
}

/**
 * Reads an open recall and keeps it until the transaction ends.
 * @throws AppError `not_found`, `recall_finished`
 */
export const lockRecall = async (tx: Tx, id: string): Promise<Recall> => {
  const { rows } = await sql<Recall>`
    select id, kind, title, status, scope, traced_at as "tracedAt", held_at as "heldAt" from recalls
    where id = ${id} for update`.execute(tx.db)
  const recall = rows[0]
  if (recall === undefined) throw notFound('recall')
  if (recall.status === 'finished')
    throw conflict('recall_finished', 'This recall is finished. Start another if there is more to do.')
  return recall
}
