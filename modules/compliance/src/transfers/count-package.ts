import { invalid, newId } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import type { ArrivalInput } from './contract.ts'
import { statedTransfer } from './one-transfer.ts'

/**
 * Keeps what a person found of one package of a delivery; counting it again replaces the count, until the package is taken
 * in. Gives the count's id.
 * @throws AppError `not_found`, `tag_not_on_manifest`, `lab_needed`, `taken_in_already`
 */
export const countPackage = async (tx: Tx, input: ArrivalInput, now: Date): Promise<string> => {
  const { storeId, packages } = await statedTransfer(tx, input)
  const stated = packages.find(({ tag }) => tag === input.tag)
  if (stated === undefined)
    throw invalid(
      'tag_not_on_manifest',
      `${input.tag} is not on this manifest. Check the tag; a package that came without being listed must go back.`,
      [{ path: 'tag', message: 'is not on this manifest' }],
    )
  if (input.certificate !== '' && input.lab === '')
    throw invalid('lab_needed', 'Say which laboratory gave the certificate.', [
      { path: 'lab', message: 'is needed with a certificate' },
    ])
  const { rows } = await sql<{ id: string }>`
    insert into transfer_counts (organization_id, id, store_id, connection_id, external_id, tag, counted, unit, rejected,
      reject_reason, product_id, unit_cost, lot_code, expires_on, certificate, lab, tested_on, note, counted_by, counted_at)
    values (${tx.context.organizationId}, ${newId()}, ${storeId}, ${input.connectionId}, ${input.externalId}, ${input.tag},
      ${input.counted}, ${stated.unit}, ${input.rejectReason !== undefined}, ${input.rejectReason ?? null},
      ${input.productId ?? null}, ${input.unitCost ?? null}, ${input.lotCode}, ${input.expiresOn ?? null},
      ${input.certificate}, ${input.lab}, ${input.testedOn ?? null}, ${input.note}, ${tx.context.actor.id}, ${now})
    on conflict (organization_id, connection_id, external_id, tag) do update
      set counted = excluded.counted, unit = excluded.unit, rejected = excluded.rejected,
        reject_reason = excluded.reject_reason, product_id = excluded.product_id, unit_cost = excluded.unit_cost,
        lot_code = excluded.lot_code, expires_on = excluded.expires_on, certificate = excluded.certificate,
        lab = excluded.lab, tested_on = excluded.tested_on, note = excluded.note, counted_by = excluded.counted_by,
        counted_at = excluded.counted_at
      where transfer_counts.lot_id is null
    returning id`.execute(tx.db)
  const [kept] = rows
  if (kept === undefined)
    throw invalid(
      'taken_in_already',
      `${input.tag} was taken into stock already. Change it under Counts, or its dates on the product’s page.`,
    )
  await recordAudit(tx, {
    eventType: 'transfer.package_counted',
    resourceType: 'transfer_count',
    resourceId: kept.id,
    action: 'update',
    risk: 'medium',
    after: { ...input, shipped: String(stated.shippedQuantity), unit: stated.unit },
  })
  return kept.id
}
