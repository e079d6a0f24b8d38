/**
 * One line of one receipt as any source hands it in: a file, later a live till. Quantity and money are exact decimal
 * strings with the sign of the source (returns negative).
 */
export interface SaleLine {
  /** 1-based line of the source, for reporting and for the order of equal lines. */
  readonly line: number
  readonly receiptId: string
  readonly kind: 'sale' | 'return' | 'void' | 'adjustment'
  /** The store's wall clock, or an instant with its offset. */
  readonly occurredAt: { readonly kind: 'local' | 'instant'; readonly value: string }
  readonly productCode: string
  readonly productName: string
  readonly quantity: string
  readonly unit: string
  readonly unitPrice: string
  /** Gross of the whole line where the source states it; then it rules over quantity × unit price. */
  readonly grossAmount: string | null
  readonly discount: string
  readonly taxes: readonly { readonly kind: string; readonly amount: string }[]
  readonly cost: string | null
  readonly category: string | null
  readonly brand: string | null
  readonly vendor: string | null
  readonly strain: string | null
  readonly packageTag: string | null
  readonly tender: string | null
  readonly staff: string | null
  readonly customer: string | null
  readonly channel: 'medical' | 'adult_use' | null
  readonly isService: boolean
  /**
   * When a live till last changed the receipt (UTC). Such a receipt is always told whole: an older telling than the one we
   * hold changes nothing, and lines that a newer one leaves out are struck out. Files tell no versions.
   */
  readonly version?: string
}
