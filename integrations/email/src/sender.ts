import { createTransport } from 'nodemailer'
import { AppError, invalid } from '@suite/kernel'
import { messageIdOf } from './message-id.ts'
import { permanentlyRefused, waitBefore } from './retry.ts'

/** A file that goes along with a message. */
export interface Attachment {
  readonly fileName: string
  readonly contentType: string
  readonly content: string | Uint8Array
}

/** One message. The same `messageId` twice is the same message sent again. */
export interface Mail {
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  readonly messageId: string
  readonly attachments: readonly Attachment[]
}

/** What the mail server said when it took the message. */
export interface Accepted {
  readonly messageId: string
  readonly response: string
}

export interface EmailSender {
  /**
   * Hands the message to the mail server.
   * @throws AppError `mail_refused` (kind invalid) when the server refuses it for good; `mail_unavailable` (kind
   * unavailable) when it could not be reached in time, after retries
   */
  send(mail: Mail): Promise<Accepted>
  close(): void
}

export interface EmailSenderOptions {
  /** `smtp://user:password@host:587` or `smtps://host:465`. */
  readonly url: string
  /** Sender of every message, such as `Evergreen <orders@evergreen.example>`. */
  readonly from: string
  /** Longest wait for the server's answer at each step of a delivery, milliseconds. Default 10,000. */
  readonly timeoutMs?: number
  /** Attempts at one message in all. Default 3. */
  readonly attempts?: number
  /** Messages a minute, as mail providers limit them. Default 60. */
  readonly perMinute?: number
}

/**
 * An SMTP sender (RFC 5321) that keeps connections open, waits no longer than `timeoutMs` for an answer, tries again with
 * growing pauses when the failure is temporary, and keeps to a rate. Line ends in headers are refused, so that no header
 * can be smuggled in.
 */
export const createEmailSender = (options: EmailSenderOptions): EmailSender => {
  const { url, from, timeoutMs = 10_000, attempts = 3, perMinute = 60 } = options
  const address = smtpUrl(url)
  const transport = createTransport({
    host: address.hostname,
    port: Number(address.port === '' ? (address.protocol === 'smtps:' ? 465 : 587) : address.port),
    secure: address.protocol === 'smtps:',
    ...(address.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) } }),
    pool: true,
    maxConnections: 2,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    rateDelta: 60_000,
    rateLimit: perMinute,
    // a message never makes the server read its own files or call out
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = domainOf(from)
  const deliver = async (mail: Mail): Promise<Accepted> => {
    const sent = await transport.sendMail({
      from,
      to: oneLine(mail.to, 'to'),
      ...(mail.replyTo === undefined ? {} : { replyTo: oneLine(mail.replyTo, 'replyTo') }),
      subject: oneLine(mail.subject, 'subject'),
      text: mail.text,
      messageId: messageIdOf(mail.messageId, host),
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: mail.attachments.map(({ fileName, contentType, content }) => ({
        filename: oneLine(fileName, 'fileName'),
        contentType,
        content: typeof content === 'string' ? content : Buffer.from(content),
      })),
    })
    return { messageId: sent.messageId, response: sent.response }
  }
  return {
    send: (mail) => withRetries(() => deliver(mail), attempts, mail.to),
    close: () => transport.close(),
  }
}

const withRetries = async (
  deliver: () => Promise<Accepted>,
  attempts: number,
  to: string,
): Promise<Accepted> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await deliver()
    } catch (cause) {
      if (cause instanceof AppError) throw cause
      const said = cause instanceof Error ? cause.message : String(cause)
      if (permanentlyRefused(cause))
        throw new AppError(
          'invalid',
          'mail_refused',
          `The mail server refused the message to ${to}: ${said}. Check the address and the mail settings.`,
          { cause },
        )
      if (attempt >= attempts)
        throw new AppError(
          'unavailable',
          'mail_unavailable',
          `The mail server could not be reached or was busy: ${said}. The message is tried again later.`,
          { cause },
        )
      await new Promise((resolve) => setTimeout(resolve, waitBefore(attempt + 1)))
    }
  }
}

const smtpUrl = (url: string): URL => {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '')
    throw invalid('bad_smtp_url', 'The mail server address must look like smtp://user:password@host:587.')
  return parsed
}

const oneLine = (text: string, field: string): string => {
  if (/[\r\n\0]/.test(text))
    throw invalid('bad_header', `The ${field} of a message must be one line.`, [
      { path: field, message: 'must be one line' },
    ])
  return text
}

const domainOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
