import type { Sealer } from '@suite/crypto'
import { conflict } from '@suite/kernel'
import type { Read, Tx } from '@suite/db'

const contextOf = (connectionId: string): string => `connection:${connectionId}`

/** Seals a connection's keys for its row. */
export const sealCredentials = (
  tx: Tx,
  sealer: Sealer,
  connectionId: string,
  credentials: Readonly<Record<string, string>>,
): Promise<string> => sealer.seal(tx, JSON.stringify(credentials), contextOf(connectionId))

/**
 * Opens a connection's keys.
 * @throws AppError `no_keys` when they were removed, `sealed` when the master key of their time is gone
 */
export const credentialsOf = async (
  read: Read,
  sealer: Sealer,
  connection: { readonly id: string; readonly sealedCredentials: string | null },
): Promise<Readonly<Record<string, string>>> => {
  if (connection.sealedCredentials === null)
    throw conflict('no_keys', 'This connection has no keys. Enter them under Settings, Connections.')
  const text = await sealer.open(read, connection.sealedCredentials, contextOf(connection.id))
  return JSON.parse(text) as Record<string, string>
}

/**
 * The last four characters of the longest secret: enough to tell keys apart, no help to a thief. Of a key in PEM form its own,
 * not those of the frame around it.
 */
export const hintOf = (credentials: Readonly<Record<string, string>>): string => {
  const [longest = ''] = Object.values(credentials)
    .map((secret) => secret.replaceAll(/-----[^-]*-----|\s/g, ''))
    .toSorted((a, b) => b.length - a.length)
  return longest.length >= 12 ? `…${longest.slice(-4)}` : ''
}
