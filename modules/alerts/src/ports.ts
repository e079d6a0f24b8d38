/** One message to a person. The same `messageId` twice is the same message sent again. */
export interface AlertMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly messageId: string
  readonly attachments: readonly never[]
}

/**
 * Sends mail. Resolves once the mail server took the message. Rejects with an AppError: kind `invalid` when the address or
 * message was refused for good, any other kind when trying again may help.
 */
export interface AlertMailSender {
  send(mail: AlertMail): Promise<unknown>
}
