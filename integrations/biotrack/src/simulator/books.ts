import { Decimal } from '@suite/kernel'
import { refuse } from './fault.ts'
import type { SimPackage, SimSale, SimSaleLine } from './rows.ts'
import type { Entry } from './shelf.ts'
import type { BioTrackState, Books } from './state.ts'

/** A change under way: the truth it changes and its transaction. */
export interface Change {
  readonly state: BioTrackState
  readonly books: Books
  readonly entry: Entry
}

/** A package of a company's location. Refuses one that is not there in BioTrack's words. */
export const heldPackage = (books: Books, barcode: string, ubi: string): SimPackage => {
  const held = books.packages.get(barcode)
  if (held === undefined || held.deleted || ownerOf(books, held.location) !== ubi)
    return refuse(`Barcode ${barcode} could not be found.`)
  return held
}

/** The company of a location, or null for a licence nobody holds. */
export const ownerOf = (books: Books, licence: string): string | null =>
  books.locations.get(licence)?.ubi ?? null

/** Sets what a package holds. */
export const setRemaining = ({ books, entry }: Change, held: SimPackage, remaining: Decimal): void =>
  books.packages.put(held.barcode, { ...held, remaining: remaining.toFixed() }, entry)

/** Sets a package to a new amount in all, with the reason kept. */
export const adjustTo = (
  change: Change,
  held: SimPackage,
  told: { readonly to: Decimal; readonly type: string; readonly reason: string },
): void => {
  if (told.to.lt(0)) refuse('The quantity may not be negative.')
  const { books, entry } = change
  const row = {
    id: entry.transaction,
    barcode: held.barcode,
    location: held.location,
    type: told.type,
    before: held.remaining,
    after: told.to.toFixed(),
    reason: told.reason,
  }
  books.adjustments.put(`${entry.transaction} ${held.barcode}`, row, entry)
  setRemaining(change, held, told.to)
}

export interface SoldLine {
  readonly barcode: string
  readonly quantity: string
  /** Dollars for the line. */
  readonly price: string
  readonly item: number
}

export type SaleFacts = Partial<
  Pick<SimSale, 'externalId' | 'requestId' | 'type' | 'cardId' | 'terminal' | 'soldAt'>
>

/** Sells, taking the quantities from the packages. Refuses what a package does not hold, unless the settings allow it. */
export const sell = (
  change: Change,
  location: string,
  lines: readonly SoldLine[],
  facts: SaleFacts = {},
): SimSale => {
  const { state, books, entry } = change
  const sale: SimSale = {
    id: entry.transaction,
    location,
    externalId: facts.externalId ?? null,
    requestId: facts.requestId ?? null,
    type: facts.type ?? 'RECREATIONAL',
    cardId: facts.cardId ?? null,
    terminal: facts.terminal ?? null,
    soldAt: facts.soldAt ?? entry.at,
    recordedAt: entry.at,
  }
  const taken = new Map<string, Decimal>()
  for (const { barcode, quantity } of lines)
    taken.set(barcode, (taken.get(barcode) ?? new Decimal(0)).plus(quantity))
  for (const [barcode, amount] of taken) {
    const left = new Decimal(books.packages.get(barcode)?.remaining ?? '0').minus(amount)
    if (left.lt(0) && !state.settings.oversell)
      refuse(`The quantity exceeds the remaining quantity of ${barcode}.`)
  }
  books.sales.set(sale.id, sale)
  for (const line of lines) putLine(change, { ...line, sale: sale.id, location, deleted: false })
  for (const [barcode, amount] of taken) moveBack(change, barcode, amount.neg())
  return sale
}

const putLine = ({ books, entry }: Change, line: SimSaleLine): void =>
  books.saleLines.put(`${line.sale} ${line.barcode} ${line.item}`, line, entry)

const moveBack = (change: Change, barcode: string, amount: Decimal): void => {
  const held = change.books.packages.get(barcode)
  if (held !== undefined) setRemaining(change, held, amount.plus(held.remaining))
}

/** The lines of a sale as they are now. */
export const linesOfSale = (books: Books, sale: number): SimSaleLine[] =>
  books.saleLines.all().filter((line) => line.sale === sale)

/** Undoes a sale: its lines are struck out and its goods return. */
export const voidSale = (change: Change, id: number): void => {
  const standing = linesOfSale(change.books, id).filter(({ deleted }) => !deleted)
  if (standing.length === 0) refuse(`Transaction ${id} could not be found.`)
  for (const line of standing) {
    putLine(change, { ...line, deleted: true })
    moveBack(change, line.barcode, new Decimal(line.quantity))
  }
}

/** Gives goods of a sale back: a transaction of its own with negative prices. */
export const refundSale = (change: Change, sale: number, lines: readonly SoldLine[]): void => {
  const sold = linesOfSale(change.books, sale)
  const held = change.books.sales.get(sale) ?? refuse(`Transaction ${sale} could not be found.`)
  for (const line of lines)
    if (!sold.some(({ barcode, deleted }) => barcode === line.barcode && !deleted))
      refuse(`Barcode ${line.barcode} could not be found in transaction ${sale}.`)
  const { entry, books } = change
  books.sales.set(entry.transaction, { ...held, id: entry.transaction, recordedAt: entry.at })
  for (const line of lines) {
    const price = new Decimal(line.price).abs().neg().toFixed()
    putLine(change, { ...line, price, sale: entry.transaction, location: held.location, deleted: false })
    moveBack(change, line.barcode, new Decimal(line.quantity))
  }
}

/** Changes the price of one line of a sale. */
export const repriceLine = (change: Change, sale: number, line: Omit<SoldLine, 'quantity'>): void => {
  const found = linesOfSale(change.books, sale).find(
    ({ barcode, item, deleted }) => barcode === line.barcode && item === line.item && !deleted,
  )
  if (found === undefined) return refuse(`Barcode ${line.barcode} could not be found in transaction ${sale}.`)
  putLine(change, { ...found, price: line.price })
}

/** Takes in a package that waits for a location, with the amount received. */
export const receivePackage = (change: Change, location: string, barcode: string, quantity: string): void => {
  const { books, entry } = change
  const moved = books.moved
    .all()
    .find((each) => each.goods.barcode === barcode && each.to === location && each.received === null)
  if (moved === undefined) return refuse('No inbound transfers or pending manifests found.')
  books.moved.put(movedKey(moved), { ...moved, received: { quantity, at: entry.at } }, entry)
  books.packages.put(barcode, { ...moved.goods, location, remaining: quantity }, entry)
}

/** What tells one package on its way from another. */
export const movedKey = (moved: {
  readonly manifest: string
  readonly goods: { readonly barcode: string }
}): string => `${moved.manifest} ${moved.goods.barcode}`
