import type { Tone } from '@/lib/words'
import type { Decision, InvoiceLine, InvoiceStatus } from './queries'

/** How a bill stands, in plain words. */
export const INVOICE_STATUS: Readonly<Record<InvoiceStatus, { label: string; tone: Tone; meaning: string }>> =
  {
    matched: { label: 'Matches', tone: 'accent', meaning: 'Billed as ordered and received.' },
    differs: { label: 'To check', tone: 'due', meaning: 'It differs from what was ordered or received.' },
    accepted: { label: 'Accepted', tone: 'plain', meaning: 'Somebody accepted it as billed.' },
    disputed: { label: 'Disputed', tone: 'danger', meaning: 'The vendor has to answer.' },
    void: { label: 'Void', tone: 'plain', meaning: 'Not to be paid.' },
  }

export const FINDING: Readonly<
  Record<InvoiceLine['findings'][number], { label: string; tone: Tone; meaning: string }>
> = {
  not_ordered: { label: 'not ordered', tone: 'danger', meaning: 'The order has no such product.' },
  not_received: {
    label: 'not all received',
    tone: 'danger',
    meaning: 'More is billed than came and is not billed on another invoice.',
  },
  price_above: {
    label: 'dearer than agreed',
    tone: 'due',
    meaning: 'The price is above the one on the order.',
  },
  price_below: {
    label: 'cheaper than agreed',
    tone: 'plain',
    meaning: 'The price is below the one on the order.',
  },
  no_price_agreed: {
    label: 'no price agreed',
    tone: 'due',
    meaning: 'The order has no price to compare with.',
  },
}

export const DECISION: Readonly<
  Record<Decision, { button: string; title: string; about: string; done: string }>
> = {
  accept: {
    button: 'Accept',
    title: 'Accept this invoice as billed?',
    about: 'It is paid as it is. The difference and your reason stay on record.',
    done: 'Accepted',
  },
  dispute: {
    button: 'Dispute',
    title: 'Dispute this invoice?',
    about: 'It waits for the vendor’s answer: a credit, another invoice, or the goods.',
    done: 'Disputed',
  },
  void: {
    button: 'Void',
    title: 'Void this invoice?',
    about: 'It is not paid, and its number may be recorded again.',
    done: 'Voided',
  },
}
