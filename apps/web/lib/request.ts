/** Values that fill `{name}` in a path and the query string; empty ones are left out. */
export interface Params {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>
}

/** `/products/{id}` with its parameters, below `/api/v1`. */
export const address = (path: string, { path: names = {}, query = {} }: Params = {}): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(names[name] ?? ''),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const text = search.toString()
  return `/api/v1${filled}${text === '' ? '' : `?${text}`}`
}
