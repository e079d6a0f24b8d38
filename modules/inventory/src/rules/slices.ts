/** A run of neighbouring products whose rows are written by one statement. */
export interface Slice {
  readonly first: string
  readonly last: string
  readonly rows: number
}

/**
 * Cuts products, sorted by id with their numbers of rows, into runs of about `size` rows; a product is never split.
 */
export const slicesOf = (
  products: readonly { readonly product_id: string; readonly lines: number }[],
  size: number,
): Slice[] => {
  const slices: { first: string; last: string; rows: number }[] = []
  for (const { product_id, lines } of products) {
    const open = slices.at(-1)
    if (open === undefined || open.rows >= size) {
      slices.push({ first: product_id, last: product_id, rows: lines })
    } else {
      open.last = product_id
      open.rows += lines
    }
  }
  return slices
}
