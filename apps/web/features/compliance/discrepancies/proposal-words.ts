import { quantity } from '../../../lib/format'
import { SIDES } from '../../../lib/words'
import type { Proposal } from './queries'

/** A signed change with its unit: +3.5 Grams. Empty where nothing is counted. */
export const signed = (change: string | null, unit: string | null): string =>
  change === null
    ? ''
    : `${change.startsWith('-') ? '−' : '+'}${quantity(change.replace(/^-/, ''), 4)}${unit === null ? '' : ` ${unit}`}`

/** The smallest thing that would put it right, as one sentence. */
export const proposalWords = ({ kind, target, quantity: change, unit, reference }: Proposal): string => {
  const by = change === null ? '' : ` by ${signed(change, unit)}`
  const receipt = reference === null ? 'the receipt' : `receipt ${reference}`
  const side = SIDES[target].toLowerCase()
  switch (kind) {
    case 'report_sale':
      return `Report ${receipt} of the till to the state.`
    case 'void_report':
      return `Strike out ${receipt} with the state.`
    case 'correct_report':
      return `Correct ${receipt} with the state${by}.`
    case 'adjust_state':
      return `Adjust the package with the state${by}.`
    case 'move_state':
      return `Move the package to ${reference ?? 'the right room'} with the state.`
    case 'adjust_pos':
      return `Adjust the package at the till${by}.`
    case 'receive_at_pos':
      return 'Receive the package at the till.'
    case 'accept_transfer':
      return 'Accept the incoming transfer with the state.'
    case 'count_shelf':
      return 'Count the package on the shelf and post the count.'
    case 'find_package':
      return `Look for the package: the ${side} says it is somewhere in the store.`
    case 'set_mapping':
      return 'Set the right product, price or unit.'
    case 'tell_state':
      return 'Tell the agency what was sold, and to whom.'
  }
}
