/** A lot as the state's register takes it in. */
export interface RegisteredLot {
  readonly sku: string
  readonly tag: string
  readonly quantity: number
  readonly room: string
  readonly expiresOn: string | null
}

/** A sale as it is reported. */
export interface ReportedSale {
  readonly number: string
  /** `amount` in dollars for the line. */
  readonly lines: readonly { readonly tag: string; readonly quantity: number; readonly amount: number }[]
}

/** Goods on their way to a store under a manifest. */
export interface ComingGoods {
  readonly shipper: { readonly licence: string; readonly name: string }
  readonly arrivesAt: Date
  readonly packages: readonly {
    readonly sku: string
    readonly tag: string
    readonly quantity: number
    readonly batch: string
    /** Dollars for the package. */
    readonly wholesale: number
    readonly expiresOn: string | null
  }[]
}

/** What the state knows of one store, whichever system the state runs. */
export interface StateRegister {
  /** Whether the state follows a SKU: goods without cannabis are not its business. */
  follows(sku: string): boolean
  /** Pieces left in a package, undefined for a tag the state does not know. */
  quantityOf(tag: string): number | undefined
  addLot(lot: RegisteredLot, at: Date): void
  addSale(sale: ReportedSale, at: Date): void
  /** Sets a package to another amount, as a person does in the state's own pages. */
  adjust(tag: string, by: number, at: Date): void
  /** Bars a package from sale. */
  hold(tag: string, at: Date): void
  ship(goods: ComingGoods, at: Date): void
}
