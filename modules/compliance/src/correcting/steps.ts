import type { ProposalItem } from '../discrepancies/contract.ts'

/** What a person does where no interface can, one step a line. `proposal.reason` says why. */
const STEPS: Readonly<Record<ProposalItem['kind'], (tag: string, of: ProposalItem) => readonly string[]>> = {
  accept_transfer: (tag) => [
    'Open the incoming transfers in the state’s system.',
    `Find the manifest that lists ${tag}.`,
    'Count the package and accept it there with the quantity you counted.',
    'Come back and say that it is done; the next reading verifies it.',
  ],
  receive_at_pos: (tag) => [
    'Open receiving at the till.',
    `Receive ${tag} with the quantity of the state.`,
    'Come back and say that it is done; the next reading verifies it.',
  ],
  adjust_pos: (tag, { quantity, unit }) => [
    'Count the package first: a figure is changed only after somebody looked.',
    `Change ${tag} at the till by ${quantity ?? 'the difference'} ${unit ?? ''}, with the reason.`.trim(),
    'Come back and say that it is done; the next reading verifies it.',
  ],
  count_shelf: (tag) => [
    `Count ${tag} under Counts, without looking at the figures.`,
    'Post the count with its reason.',
    'The next comparison verifies it.',
  ],
  find_package: (tag) => [
    `Look for ${tag} on the shelf, in the vault and among returns.`,
    'If it is there, receive it at the till.',
    'If it is not there, treat it as missing goods: tell your manager and the agency as the rule asks.',
  ],
  set_mapping: () => [
    'Open the product and compare it with the till.',
    'Set the right product, price or unit on the side that is wrong.',
    'The next comparison verifies it.',
  ],
  tell_state: () => [
    'Stop selling the package: place a hold.',
    'Find the customers of the receipt, as a recall does.',
    'Tell the agency as the rule asks, and write down whom you told and when.',
  ],
  report_sale: (_, { reference }) => [
    'Open sales in the state’s system.',
    `Report the sale of receipt ${reference ?? ''} as the till has it.`,
    'Come back and say that it is done; the next reading verifies it.',
  ],
  void_report: (_, { reference }) => [
    'Open sales in the state’s system.',
    `Strike out receipt ${reference ?? ''}.`,
    'Come back and say that it is done; the next reading verifies it.',
  ],
  correct_report: (_, { reference }) => [
    'Open sales in the state’s system.',
    `Correct receipt ${reference ?? ''} to what the till sold.`,
    'Come back and say that it is done; the next reading verifies it.',
  ],
  adjust_state: (tag, { quantity, unit }) => [
    'Count the package first: a figure is changed only after somebody looked.',
    `Adjust ${tag} in the state’s system by ${quantity ?? 'the difference'} ${unit ?? ''}, with a reason.`.trim(),
    'Come back and say that it is done; the next reading verifies it.',
  ],
  move_state: (tag, { reference }) => [
    `Look where ${tag} lies.`,
    `Move it to ${reference ?? 'that room'} in the state’s system.`,
    'Come back and say that it is done; the next reading verifies it.',
  ],
}

/** The steps of a proposal for a package. */
export const stepsOf = (tag: string, proposal: ProposalItem): string[] => [
  ...STEPS[proposal.kind](tag, proposal),
]
