import type { SheetLine } from './queries'

type Line = Pick<SheetLine, 'id' | 'packageTag' | 'lotCode' | 'sku' | 'productName' | 'room'>

/** The next line without a count after `from`, round the end to the beginning; null when every line has one. */
export const nextOpen = <T extends { readonly id: string }>(
  lines: readonly T[],
  isCounted: (id: string) => boolean,
  from: string | null,
): T | null => {
  const at = lines.findIndex(({ id }) => id === from)
  const inOrder = [...lines.slice(at + 1), ...lines.slice(0, at + 1)]
  return (
    inOrder.find(({ id }) => id !== from && !isCounted(id)) ??
    inOrder.find(({ id }) => !isCounted(id)) ??
    null
  )
}

/** Tags are long: nobody types more than their end. */
const SHORTEST_ENDING = 3

/**
 * The lines a scanned or typed text means. A tag in full, or within a scanned address, before a lot code or SKU, before the
 * end of a tag, before part of a name. Several: the text does not tell them apart.
 */
export const linesMeant = <T extends Line>(lines: readonly T[], typed: string): readonly T[] => {
  const text = typed.trim().toLowerCase()
  if (text === '') return []
  const tagOf = ({ packageTag }: T): string => packageTag?.toLowerCase() ?? ''
  const ways: readonly ((line: T) => boolean)[] = [
    (line) => tagOf(line) === text,
    (line) => tagOf(line) !== '' && text.includes(tagOf(line)),
    (line) => line.lotCode.toLowerCase() === text || line.sku.toLowerCase() === text,
    (line) => text.length >= SHORTEST_ENDING && tagOf(line).endsWith(text),
    (line) => text.length >= SHORTEST_ENDING && line.productName.toLowerCase().includes(text),
  ]
  return ways.map((way) => lines.filter(way)).find((found) => found.length > 0) ?? []
}

/** A number as it may be typed on a phone, as the API takes it; null while it is none. */
export const countTyped = (text: string): string | null => {
  const plain = text.trim().replace(',', '.')
  if (!/^(\d{1,9}(\.\d{0,4})?|\.\d{1,4})$/.test(plain)) return null
  return plain.replace(/^\./, '0.').replace(/\.$/, '')
}

/** Lines under their rooms, in walking order. */
export const byRoom = <T extends Line>(
  lines: readonly T[],
): readonly { room: string; lines: readonly T[] }[] => {
  const rooms = new Map<string, T[]>()
  for (const line of lines) {
    const room = line.room ?? 'No room'
    rooms.set(room, [...(rooms.get(room) ?? []), line])
  }
  return [...rooms].map(([room, members]) => ({ room, lines: members }))
}
