/** What a server of BioTrack's sometimes prints before or behind its JSON (a public client's workaround, 2017). */
const LEAKED = /^(\s*[A-Za-z][\w-]*:[^\r\n{[]*\r?\n?)+|Content-Type:[^\r\n{}[\]]*\s*$/gi
/** A text, to be left alone, or a whole number that a JavaScript number cannot be trusted with. */
const TEXT_OR_LONG = /"(?:[^"\\]|\\.)*"|-?\b\d{16,}\b(?![.eE])/g

/**
 * An answer's JSON without leaked headers, its numbers of 16 digits and more put in quotes: identifiers have 16 digits, and
 * some servers write them bare, where parsing would round them.
 */
export const cleanJson = (text: string): string =>
  text
    .trim()
    .replaceAll(LEAKED, '')
    .replaceAll(TEXT_OR_LONG, (found) => (found.startsWith('"') ? found : `"${found}"`))
