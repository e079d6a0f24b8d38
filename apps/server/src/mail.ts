import { join } from 'node:path'
import { createEmailSender, startMailCatcher, type EmailSender } from '@suite/email'
import type { Config } from './config.ts'

/** Outgoing mail of this process. */
export interface MailService {
  readonly sender: EmailSender
  /** Folder where mail is kept when no mail server is set; null otherwise. */
  readonly caughtIn: string | null
  close(): Promise<void>
}

/** Sends through SMTP_URL; without it, a catcher on this machine keeps every message under DATA_DIR/mail. */
export const openMail = async (config: Config): Promise<MailService> => {
  if (config.SMTP_URL !== undefined) {
    const sender = createEmailSender({ url: config.SMTP_URL, from: config.MAIL_FROM })
    return { sender, caughtIn: null, close: async () => sender.close() }
  }
  const folder = join(config.DATA_DIR, 'mail')
  const catcher = await startMailCatcher({ port: 0, dir: folder })
  const sender = createEmailSender({ url: catcher.url, from: config.MAIL_FROM })
  return {
    sender,
    caughtIn: folder,
    close: async () => {
      sender.close()
      await catcher.close()
    },
  }
}
