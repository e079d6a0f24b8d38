import { fromMinor } from '@suite/kernel'
import { fingerprint } from '@suite/csv'
import type { SaleLine } from '@suite/sales'
import type { PosSale } from '../vendors/canonical.ts'
import type { KnownProduct } from './identities.ts'

/** A till's transactions with the newest version of each only: one answer may hold several. */
export const newestVersions = (sales: readonly PosSale[]): PosSale[] => {
  const newest = new Map<string, PosSale>()
  for (const sale of sales) {
    const held = newest.get(sale.externalId)
    if (held === undefined || held.lastModified <= sale.lastModified) newest.set(sale.externalId, sale)
  }
  return [...newest.values()]
}

/**
 * The lines of transactions as sales takes them. A product the till never listed keeps the till's number as its code. A
 * struck-out transaction comes as void lines; goods that came back as returns.
 */
export const saleLines = (
  sales: readonly PosSale[],
  products: ReadonlyMap<string, KnownProduct>,
): SaleLine[] =>
  sales.flatMap((sale) =>
    sale.lines.map((line, place): SaleLine => {
      const known = products.get(line.productExternalId)
      const kind = sale.voided ? 'void' : line.returned || line.quantity.startsWith('-') ? 'return' : 'sale'
      return {
        line: place + 1,
        receiptId: sale.externalId,
        kind,
        occurredAt: { kind: 'instant', value: sale.soldAt },
        productCode: known?.code ?? `till:${line.productExternalId}`,
        productName: known?.name ?? `Product ${line.productExternalId}`,
        quantity: line.quantity,
        unit: line.unit,
        unitPrice: line.unitPrice,
        grossAmount: fromMinor(line.netMinor + line.discountMinor),
        discount: fromMinor(line.discountMinor),
        taxes: line.taxes.map((tax) => ({ kind: tax.kind, amount: fromMinor(tax.minor) })),
        cost: line.costMinor === null ? null : fromMinor(line.costMinor),
        category: null,
        brand: null,
        vendor: null,
        strain: null,
        packageTag: line.packageTag,
        tender: tenderOf(sale),
        staff: sale.staff,
        customer: sale.customerExternalId,
        channel: sale.isMedical === null ? null : sale.isMedical ? 'medical' : 'adult_use',
        isService: false,
        version: sale.lastModified,
      }
    }),
  )

/** What the line says, for telling it from others of its receipt; see `fingerprint` of files. */
export const saleFingerprint = (line: SaleLine): string => fingerprint({ ...line, type: 'sale_line' })

const tenderOf = (sale: PosSale): string | null =>
  sale.tenders.length === 0 ? null : [...new Set(sale.tenders.map(({ kind }) => kind))].toSorted().join(' + ')
