import { randomBytes } from 'node:crypto'
import { AppError, newId } from '@suite/kernel'
import type { Read, Tx } from '@suite/db'
import { decrypt, encrypt } from './aes.ts'
import type { MasterKeys } from './master-keys.ts'

/** Seals what must not be readable in the database: keys of outside systems, personal data. */
export interface Sealer {
  /**
   * Encrypts with the organisation's data key (made on first use). `context` names the row and field, such as
   * `connection:<id>`: a sealed value copied to another row does not open.
   */
  seal(tx: Tx, plain: string, context: string): Promise<string>
  /** @throws AppError `sealed` when the master key of its time is no longer in the settings, or the value was moved or altered */
  open(read: Read, sealed: string, context: string): Promise<string>
  /** Wraps every data key of the organisation with the current master key. Returns how many were wrapped anew. */
  rewrap(tx: Tx): Promise<number>
}

const VERSION = 'v1'

/** A sealer over the `data_keys` table. Format of a sealed value: `v1.<data key id>.<base64url>`. */
export const createSealer = (master: MasterKeys): Sealer => {
  const unwrap = async (read: Read, id: string): Promise<Buffer> => {
    const row = await read.db
      .selectFrom('data_keys')
      .select(['wrapped', 'master_key_id'])
      .where('id', '=', id)
      .executeTakeFirst()
    const key = row === undefined ? undefined : master.find(row.master_key_id)
    if (row === undefined || key === undefined) throw cannotOpen()
    return decrypt(key, Buffer.from(row.wrapped, 'base64'), wrapContext(read, id))
  }

  const keyToSeal = async (tx: Tx): Promise<{ id: string; key: Buffer }> => {
    const present = await tx.db
      .selectFrom('data_keys')
      .select('id')
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (present !== undefined) return { id: present.id, key: await unwrap(tx, present.id) }
    const made = { id: newId(), key: randomBytes(32) }
    await tx.db
      .insertInto('data_keys')
      .values({
        organization_id: tx.context.organizationId,
        id: made.id,
        wrapped: encrypt(master.current.key, made.key, wrapContext(tx, made.id)).toString('base64'),
        master_key_id: master.current.id,
      })
      .execute()
    return made
  }

  return {
    seal: async (tx, plain, context) => {
      const { id, key } = await keyToSeal(tx)
      const sealed = encrypt(key, Buffer.from(plain, 'utf8'), fieldContext(tx, context))
      return [VERSION, id, sealed.toString('base64url')].join('.')
    },
    open: async (read, sealed, context) => {
      const [version, id = '', body = ''] = sealed.split('.')
      if (version !== VERSION) throw cannotOpen()
      const key = await unwrap(read, id)
      try {
        return decrypt(key, Buffer.from(body, 'base64url'), fieldContext(read, context)).toString('utf8')
      } catch (error) {
        throw cannotOpen(error)
      }
    },
    rewrap: async (tx) => {
      const old = await tx.db
        .selectFrom('data_keys')
        .select('id')
        .where('master_key_id', '<>', master.current.id)
        .forUpdate()
        .execute()
      for (const { id } of old) {
        const wrapped = encrypt(master.current.key, await unwrap(tx, id), wrapContext(tx, id)).toString(
          'base64',
        )
        await tx.db
          .updateTable('data_keys')
          .set({ wrapped, master_key_id: master.current.id })
          .where('id', '=', id)
          .execute()
      }
      return old.length
    },
  }
}

const wrapContext = ({ context }: Read, id: string): string => `${context.organizationId}:data-key:${id}`
const fieldContext = ({ context }: Read, field: string): string => `${context.organizationId}:${field}`

const cannotOpen = (cause?: unknown): AppError =>
  new AppError(
    'unavailable',
    'sealed',
    'A sealed value cannot be opened. Put the MASTER_KEY of its time back into the settings, or enter the value again.',
    { cause },
  )
