import {
  countSheet,
  openCountSession,
  postSession,
  saveEntries,
  startPass,
  submitPass,
  type NewSession,
  type PostRequest,
  type SheetLine,
} from '../src/index.ts'
import type { Shop } from './shop.ts'

/** One person with a sheet in the hand. */
export const counterOf = (shop: Shop, sessionId: string, person: string) => {
  const hands = shop.as(person)
  const sheet = async (): Promise<readonly SheetLine[]> =>
    (await hands.read((read) => countSheet(read, { sessionId, limit: 500 }))).items
  return {
    sheet,
    start: () => hands.write((tx) => startPass(tx, sessionId)),
    /** Saves what was found, by package tag, lot code or product id. */
    count: async (found: Readonly<Record<string, string>>) => {
      const lines = await sheet()
      const entries = Object.entries(found).map(([name, quantity]) => {
        const line = lines.find((each) => nameOf(each) === name)
        if (line === undefined) throw new Error(`No line of the sheet is called ${name}.`)
        return { lineId: line.id, quantity }
      })
      await hands.write((tx) => saveEntries(tx, { sessionId, entries }))
    },
    submit: (leaveUncounted = false) => hands.write((tx) => submitPass(tx, { sessionId, leaveUncounted })),
  }
}

/** What a line is called in tests. */
export const nameOf = (line: { packageTag: string | null; lotCode: string; productId: string }): string =>
  line.packageTag ?? (line.lotCode === '' ? line.productId : line.lotCode)

/** Opens a session of the whole shop, or what `of` says. */
export const openSession = async (shop: Shop, of: Partial<NewSession> = {}): Promise<string> => {
  const { sessionId } = await shop.write((tx) =>
    openCountSession(tx, { storeId: shop.storeId, name: 'Monthly count', scope: { kind: 'all' }, ...of }),
  )
  return sessionId
}

/** Has a manager sign a session off. */
export const post = (shop: Shop, sessionId: string, of: Partial<PostRequest> = {}) =>
  shop.as('manager').write((tx) => postSession(tx, { sessionId, statement: 'Checked', ...of }))
