import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { TransferKey } from './contract.ts'

/** A delivery as the register states it, as far as counting it goes. */
export interface StatedTransfer {
  readonly storeId: string
  readonly state: string
  readonly manifest: string
  readonly shipperLicence: string
  readonly packages: readonly {
    readonly tag: string
    readonly itemName: string
    readonly shippedQuantity: string | number
    readonly unit: string
  }[]
}

/** @throws AppError `not_found` */
export const statedTransfer = async (read: Read, key: TransferKey): Promise<StatedTransfer> => {
  const { rows } = await sql<StatedTransfer>`
    select t.store_id as "storeId", s.state, t.manifest,
      t.shipper_licence as "shipperLicence", t.packages
    from mirror_transfers t join stores s on s.organization_id = t.organization_id and s.id = t.store_id
    where t.connection_id = ${key.connectionId} and t.external_id = ${key.externalId}`.execute(read.db)
  const [found] = rows
  if (found === undefined) throw notFound('delivery')
  return found
}
