import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { newId } from '@suite/kernel'

/** A caught message, as the index lists it. */
export interface CaughtMail {
  readonly id: string
  readonly receivedAt: string
  readonly messageId: string | null
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly attachments: readonly { readonly fileName: string; readonly bytes: number }[]
  /** The message as it came, beside the index. */
  readonly file: string
}

/** A mail server that sends nothing on. */
export interface MailCatcher {
  /** What an e-mail sender is given: `smtp://127.0.0.1:port`. */
  readonly url: string
  readonly port: number
  /** Everything caught so far, oldest first. */
  messages(): Promise<CaughtMail[]>
  close(): Promise<void>
}

const INDEX = 'index.json'
const LARGEST_BYTES = 25 * 1024 * 1024

/**
 * Starts an SMTP server on the loopback address that keeps every message in `dir` (one .eml each and an index) instead of
 * delivering it: for development, the demo and tests. Port 0 takes a free one.
 * @throws Error when the port is taken
 */
export const startMailCatcher = async (options: {
  readonly port: number
  readonly dir: string
}): Promise<MailCatcher> => {
  await mkdir(options.dir, { recursive: true })
  const index = join(options.dir, INDEX)
  // messages are written one after the other, so that the index never loses one
  let last: Promise<unknown> = Promise.resolve()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: LARGEST_BYTES,
    logger: false,
    // senders keep connections open for the next message; closing does not wait for them
    closeTimeout: 100,
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('error', (error) => done(error))
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(tooLarge())
        const to = session.envelope.rcptTo.map(({ address }) => address)
        const kept = last.then(() => keep(options.dir, Buffer.concat(parts), to))
        last = kept.catch(() => undefined)
        kept.then(
          () => done(null, 'kept'),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        )
      })
    },
  })
  await listen(server, options.port)
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    messages: async () => {
      await last
      return readIndex(index)
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const listen = (server: SMTPServer, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      // a client that hangs up in the middle must not end the process
      server.on('error', () => undefined)
      resolve()
    })
  })

const keep = async (dir: string, raw: Buffer, to: readonly string[]): Promise<void> => {
  const mail = await simpleParser(raw)
  const id = newId()
  const file = `${id}.eml`
  await writeFile(join(dir, file), raw)
  const messages = [...(await readIndex(join(dir, INDEX))), entryOf(mail, { id, file, to })]
  // a crash leaves the old index or the new one, never half of one
  const fresh = join(dir, `${INDEX}.${id}`)
  await writeFile(fresh, JSON.stringify(messages, null, 1))
  await rename(fresh, join(dir, INDEX))
}

const entryOf = (
  mail: ParsedMail,
  { id, file, to }: { id: string; file: string; to: readonly string[] },
): CaughtMail => ({
  id,
  receivedAt: new Date().toISOString(),
  messageId: mail.messageId ?? null,
  from: mail.from?.text ?? '',
  to,
  subject: mail.subject ?? '',
  text: mail.text ?? '',
  attachments: mail.attachments.map(({ filename, size }) => ({ fileName: filename ?? '', bytes: size })),
  file,
})

const readIndex = async (index: string): Promise<CaughtMail[]> => {
  try {
    return JSON.parse(await readFile(index, 'utf8')) as CaughtMail[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const tooLarge = (): Error =>
  Object.assign(new Error('The message is larger than 25 MB.'), { responseCode: 552 })
