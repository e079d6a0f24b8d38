/** What Next hands to a page. */
export interface PageInput<Path extends object = object> {
  readonly params: Promise<Path>
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

/** One value of a query string; the first where it was given twice. */
export const one = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? ''
