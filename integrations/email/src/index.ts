export {
  createEmailSender,
  type Accepted,
  type Attachment,
  type EmailSender,
  type EmailSenderOptions,
  type Mail,
} from './sender.ts'
export { startMailCatcher, type CaughtMail, type MailCatcher } from './catcher.ts'
