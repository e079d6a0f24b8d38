/** The named columns of a row, before and after: what the audit trail keeps of an edit. Null when nothing differs. */
export const changesOf = (
  before: Readonly<Record<string, unknown>>,
  edit: Readonly<Record<string, unknown>>,
): { before: Record<string, unknown>; after: Record<string, unknown> } | null => {
  const changed = Object.keys(edit).filter(
    (column) => edit[column] !== undefined && JSON.stringify(edit[column]) !== JSON.stringify(before[column]),
  )
  if (changed.length === 0) return null
  const pick = (row: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(changed.map((column) => [column, row[column] ?? null]))
  return { before: pick(before), after: pick(edit) }
}
