import { newestOf } from '../rows.ts'
import type { SampleRow } from '../wire/tables.ts'

/** Results of samples (public client) and words for a status (REST, unverified), in Metrc's words. */
const STATES: Readonly<Record<string, string>> = {
  '-1': 'TestFailed',
  '0': 'SubmittedForTesting',
  '1': 'TestPassed',
  '2': 'SampleRejected',
  failed: 'TestFailed',
  fail: 'TestFailed',
  pending: 'SubmittedForTesting',
  passed: 'TestPassed',
  pass: 'TestPassed',
  rejected: 'SampleRejected',
}

/** The suite's word for a result; a word that is not known stays as it is, so that nothing unknown passes for passed. */
export const labStateOf = (result: string | null): string | null =>
  result === null ? null : (STATES[result.toLowerCase()] ?? result)

/** What the samples say of each package they were taken from, the newest sample counting. */
export const labStatesOf = (samples: readonly SampleRow[]): ReadonlyMap<string, string> => {
  const standing = samples
    .filter(({ deleted }) => !deleted)
    .flatMap((row) => row.parentid.map((tag) => ({ tag, row })))
  const newest = newestOf(
    standing,
    ({ tag }) => tag,
    ({ row }) => row.transactionid,
  )
  return new Map(newest.flatMap(({ tag, row }) => pair(tag, labStateOf(row.result))))
}

const pair = (tag: string, state: string | null): [string, string][] => (state === null ? [] : [[tag, state]])
