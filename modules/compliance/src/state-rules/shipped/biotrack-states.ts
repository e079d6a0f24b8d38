import { reported, rulesOf, unverified } from './rule.ts'

const connecticut = rulesOf('CT')
const northDakota = rulesOf('ND')
const newMexico = rulesOf('NM')
const STILL_BIOTRACK = unverified('Lists of states; likely still BioTrack in 2026')

/** States that run on BioTrack. No purchase limit of theirs has a source yet, so limits stay unknown until one is entered. */
export const BIOTRACK_STATES = [
  connecticut('track_and_trace.system', { system: 'biotrack' }, STILL_BIOTRACK),
  connecticut('expiry', { meaning: 'label_only', covers: 'all' }, reported('A secondary source, not named'), {
    note: 'The label needs an expiry; what a sale after it means is not known.',
  }),
  newMexico('track_and_trace.system', { system: 'biotrack' }, STILL_BIOTRACK),
  northDakota('track_and_trace.system', { system: 'biotrack' }, STILL_BIOTRACK),
  northDakota(
    'inventory.reconcile',
    { every: { count: 1, unit: 'week' }, what: 'Inventory' },
    reported('NDAC 33-44-01-20 at law.cornell.edu, verify'),
    { note: 'Weekly for at least six months, then monthly where approved.' },
  ),
  northDakota(
    'inventory.counting',
    { people: 2, oneIsManager: true },
    reported('NDAC 33-44-01-20 at law.cornell.edu, verify'),
  ),
]
