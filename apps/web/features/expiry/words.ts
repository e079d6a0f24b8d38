import type { ChoiceKind, ExpiryLot } from './queries'

/** What each way out is called, and what choosing it means. */
export const CHOICES: Readonly<Record<ChoiceKind, { label: string; done: string; next: string }>> = {
  keep: { label: 'Sell on', done: 'It stays as it is', next: 'Nothing to do.' },
  markdown: {
    label: 'Mark down',
    done: 'Marked down',
    next: 'Change the price in the till; sales at the new price are forecast from then on.',
  },
  transfer: {
    label: 'Move to another store',
    done: 'To be moved',
    next: 'Create the manifest with the state, and receive the goods in the other store.',
  },
  return: {
    label: 'Return to the vendor',
    done: 'To be returned',
    next: 'Ask the vendor for a manifest; count the lot down when it leaves.',
  },
  destroy: {
    label: 'Destroy',
    done: 'To be destroyed',
    next: 'Record the destruction with witnesses and footage under Compliance.',
  },
}

/** `in 12 days`, `today`, `past`. */
export const leavesIn = ({ daysLeft }: Pick<ExpiryLot, 'daysLeft'>): string =>
  daysLeft === 0 ? 'past' : daysLeft === 1 ? 'last day' : `${daysLeft} days`
