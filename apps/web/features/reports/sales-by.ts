export type SalesBy = 'day' | 'category' | 'product' | 'store' | 'brand'

export const SALES_BY: readonly { value: SalesBy; label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'category', label: 'Category' },
  { value: 'product', label: 'Product' },
  { value: 'brand', label: 'Brand' },
  { value: 'store', label: 'Store' },
]

/** The grouping a query string names; days where it names none. */
export const salesBy = (text: string): SalesBy => SALES_BY.find(({ value }) => value === text)?.value ?? 'day'
