/** A file that goes along with a message. */
export interface MailAttachment {
  readonly fileName: string
  readonly contentType: string
  readonly content: string | Uint8Array
}

/** One message to a vendor. The same `messageId` twice is the same message sent again. */
export interface OutgoingMail {
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  readonly messageId: string
  readonly attachments: readonly MailAttachment[]
}

/**
 * Sends mail. Resolves once the mail server took the message. Rejects with an AppError: kind `invalid` when the address
 * or message was refused for good, any other kind when trying again may help.
 */
export interface EmailSender {
  send(mail: OutgoingMail): Promise<unknown>
}

/** One column of a CSV file. Text is guarded against formulas; `number` columns are written as they are. */
export interface CsvColumn<Row> {
  readonly header: string
  readonly value: (row: Row) => string | number | null
  readonly type?: 'text' | 'number'
}

/** Writes rows as CSV text that no spreadsheet takes for formulas. */
export type CsvWriter = <Row>(rows: Iterable<Row>, columns: readonly CsvColumn<Row>[]) => string
