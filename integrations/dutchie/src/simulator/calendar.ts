/** Ids in the order of a time that never changes. */
export interface Calendar {
  add(id: number, at: number): void
  /** Ids of the range, both ends in it, oldest first. */
  between(from: number, until: number): number[]
}

interface Entry {
  readonly id: number
  readonly at: number
}

/** Makes an empty calendar. It is put in order when it is asked, so that loading in any order costs little. */
export const createCalendar = (): Calendar => {
  const entries: Entry[] = []
  let isSorted = true
  return {
    add: (id, at) => {
      isSorted &&= (entries.at(-1)?.at ?? -Infinity) <= at
      entries.push({ id, at })
    },
    between: (from, until) => {
      if (!isSorted) entries.sort((one, other) => one.at - other.at || one.id - other.id)
      isSorted = true
      let [low, high] = [0, entries.length]
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((entries[middle]?.at ?? Infinity) < from) low = middle + 1
        else high = middle
      }
      const found: number[] = []
      for (let at = low; at < entries.length && (entries[at]?.at ?? Infinity) <= until; at += 1)
        found.push(entries[at]?.id ?? 0)
      return found
    },
  }
}
