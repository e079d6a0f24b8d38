/** Addresses of the screens. */
export const paths = {
  product: (id: string, storeId?: string | null): string =>
    `/products/${id}${storeId === undefined || storeId === null ? '' : `?store=${storeId}`}`,
  products: (query: Record<string, string> = {}): string => withQuery('/products', query),
  order: (id: string): string => `/purchase-orders/${id}`,
  orders: (query: Record<string, string> = {}): string => withQuery('/purchase-orders', query),
  invoices: (query: Record<string, string> = {}): string => withQuery('/purchase-orders/invoices', query),
  replay: (storeId: string, tag: string): string =>
    `/compliance/packages/${storeId}/${encodeURIComponent(tag)}`,
  delivery: (connectionId: string, externalId: string): string =>
    `/compliance/transfers/${connectionId}/${encodeURIComponent(externalId)}`,
  importOf: (id: string): string => `/import/${id}`,
}

const withQuery = (path: string, query: Record<string, string>): string => {
  const text = new URLSearchParams(query).toString()
  return text === '' ? path : `${path}?${text}`
}
