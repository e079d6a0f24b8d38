/** Values that fill `{name}` in a path and the query string; empty ones are left out. */
export interface Params {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>
}

const PREFIX = '/api/v1'

/** Full path of a route as the generated client knows it. */
export const fullPath = (path: string): string => `${PREFIX}${path}`

/** Parameters without the empty ones, so that an unset filter is not sent. */
export const filledIn = ({ path = {}, query = {} }: Params): Params => ({
  path,
  query: Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ),
})

/** `/products/{id}` with its parameters as an address the browser can follow by itself, for downloads. */
export const address = (path: string, params: Params = {}): string => {
  const { path: names = {}, query = {} } = filledIn(params)
  const filled = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(names[name] ?? ''),
  )
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  ).toString()
  return `${PREFIX}${filled}${text === '' ? '' : `?${text}`}`
}
