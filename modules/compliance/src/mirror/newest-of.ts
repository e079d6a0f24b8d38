/** One row a key: the one changed last, the later one of two changed at the same instant. */
export const newestOf = <T extends { readonly lastModified: string }>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): T[] => {
  const newest = new Map<string, T>()
  for (const row of rows) {
    const held = newest.get(keyOf(row))
    if (held === undefined || Date.parse(held.lastModified) <= Date.parse(row.lastModified))
      newest.set(keyOf(row), row)
  }
  return [...newest.values()]
}
