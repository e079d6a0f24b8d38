import { conflict, invalid } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { setLotDates } from '@suite/inventory'
import { addCredential } from '../credentials/add-credential.ts'
import { parts, partsText } from '../reconciliation/engine/parts.ts'
import { measureOf } from '../reconciliation/engine/scale.ts'
import type { TakenReply, TransferKey } from './contract.ts'
import { statedTransfer } from './one-transfer.ts'
import type { DeliveredPackage, TransferPorts } from './ports.ts'

interface Counted {
  readonly id: string
  readonly tag: string
  readonly counted: string
  readonly unit: string
  readonly rejected: boolean
  readonly productId: string | null
  readonly productUnit: string | null
  readonly unitCost: string | null
  readonly lotCode: string
  readonly expiresOn: string | null
  readonly certificate: string
  readonly lab: string
  readonly testedOn: string | null
  /** A lot of this tag is here already, however it came. */
  readonly hereAs: string | null
}
type Outcome = TakenReply['packages'][number]['outcome']

/**
 * Takes what was counted of a delivery into stock, each package once: what the till or an order brought in already is not
 * added again, what goes back is left out, and where the till brings stock in by itself only the papers are kept. Expiry and
 * certificate go to the lot.
 * @throws AppError `not_found`, `nothing_counted`, `product_needed`, `other_measure`, `came_in_meanwhile`, and those of
 * inventory
 */
export const takeInDelivery = async (
  tx: Tx,
  ports: TransferPorts,
  key: TransferKey,
  now: Date,
): Promise<TakenReply> => {
  const { storeId, state, manifest, shipperLicence, packages } = await statedTransfer(tx, key)
  const items = new Map(packages.map(({ tag, itemName }) => [tag, itemName]))
  const { till } = await ports.sourcesOf(tx, storeId)
  const byTill = till?.stockAt != null
  const counts = await waiting(tx, key)
  if (counts.length === 0)
    throw conflict(
      'nothing_counted',
      'Nothing of this delivery is counted that is not taken in. Count it first.',
    )
  const outcomes: { tag: string; outcome: Outcome }[] = []
  for (const count of counts) {
    const outcome = fateOf(count, byTill)
    const lotId =
      outcome === 'taken'
        ? await takenInAnew(tx, ports, { ...deliveredOf(count), storeId, manifest, shipperLicence, now })
        : outcome === 'already_here'
          ? count.hereAs
          : null
    if (lotId !== null) {
      if (outcome === 'already_here' && count.expiresOn !== null)
        await setLotDates(tx, lotId, { expiresOn: count.expiresOn })
      await keepCertificate(tx, { count, lotId, storeId, state, holder: items.get(count.tag) ?? '', now })
      await sql`update transfer_counts set lot_id = ${lotId}, taken_at = ${now} where id = ${count.id}`.execute(
        tx.db,
      )
    }
    outcomes.push({ tag: count.tag, outcome })
  }
  await recordAudit(tx, {
    eventType: 'transfer.taken_in',
    resourceType: 'transfer',
    resourceId: key.externalId,
    action: 'update',
    risk: 'high',
    after: { ...key, manifest, packages: outcomes },
  })
  return { packages: outcomes }
}

/** What another way in brought at the same moment is not doubled: everything is left as it was. */
const takenInAnew = async (tx: Tx, ports: TransferPorts, delivered: DeliveredPackage): Promise<string> => {
  const { lotId } = await ports.takeIn(tx, delivered)
  const { rows } = await sql<{ known: string }>`
    select trim_scale(known_quantity)::text as known from lots where id = ${lotId}`.execute(tx.db)
  if (parts(rows[0]?.known ?? '0') !== parts(delivered.quantity))
    throw conflict(
      'came_in_meanwhile',
      `${delivered.packageTag} came in another way at this moment. Nothing was taken in; look at the delivery again.`,
    )
  return lotId
}

const waiting = async (tx: Tx, key: TransferKey): Promise<Counted[]> => {
  const { rows } = await sql<Counted>`
    select c.id, c.tag, trim_scale(c.counted) as counted, c.unit, c.rejected, c.product_id as "productId",
      p.unit as "productUnit", trim_scale(c.unit_cost) as "unitCost", c.lot_code as "lotCode", c.expires_on as "expiresOn",
      c.certificate, c.lab, c.tested_on as "testedOn", l.id as "hereAs"
    from transfer_counts c
    left join products p on p.organization_id = c.organization_id and p.id = c.product_id
    left join lots l on l.organization_id = c.organization_id and l.store_id = c.store_id and l.package_tag = c.tag
    where c.connection_id = ${key.connectionId} and c.external_id = ${key.externalId} and c.lot_id is null
    order by c.tag for update of c`.execute(tx.db)
  return rows
}

const fateOf = (count: Counted, byTill: boolean): Outcome => {
  if (count.rejected) return 'rejected'
  if (count.hereAs !== null) return 'already_here'
  if (byTill) return 'at_till'
  return parts(count.counted) === 0 ? 'nothing' : 'taken'
}

/** A counted package in the unit its product is kept in. */
const deliveredOf = (count: Counted) => {
  const { productId, productUnit, tag, unit } = count
  if (productId === null || productUnit === null)
    throw invalid('product_needed', `Say which product ${tag} is.`, [
      { path: 'productId', message: 'is needed' },
    ])
  const [theirs, ours] = [measureOf(unit), measureOf(productUnit)]
  if (theirs.dimension !== ours.dimension)
    throw invalid(
      'other_measure',
      `${tag} was counted in ${unit}, but its product is kept in ${productUnit}. Choose a product kept in ${unit}, or change the unit of this one.`,
      [{ path: 'productId', message: `is kept in ${productUnit}` }],
    )
  const factor = theirs.inBase / ours.inBase
  return {
    productId,
    quantity: factor === 1 ? count.counted : partsText(Math.round(parts(count.counted) * factor)),
    unitCost: count.unitCost,
    lotCode: count.lotCode,
    packageTag: tag,
    expiresOn: count.expiresOn,
  }
}

const keepCertificate = async (
  tx: Tx,
  {
    count,
    lotId,
    storeId,
    state,
    holder,
    now,
  }: {
    readonly count: Counted
    readonly lotId: string
    readonly storeId: string
    readonly state: string
    readonly holder: string
    readonly now: Date
  },
): Promise<void> => {
  if (count.certificate === '') return
  const { rows } = await sql`
    select from credentials where kind = 'coa' and status = 'active' and number = ${count.certificate}
      and (lot_id = ${lotId} or package_tag = ${count.tag}) limit 1`.execute(tx.db)
  if (rows.length > 0) return
  await addCredential(
    tx,
    {
      kind: 'coa',
      storeId,
      membershipId: null,
      lotId,
      packageTag: count.tag,
      holder: holder === '' ? count.tag : holder,
      number: count.certificate,
      issuer: count.lab,
      state,
      issuedOn: count.testedOn,
      expiresOn: null,
      note: '',
    },
    now,
  )
}
