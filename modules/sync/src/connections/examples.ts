import type { Connection } from './contract.ts'

export const VERDICT_EXAMPLE = {
  ok: true,
  summary: 'The key works. It reaches 1 facility: 402R-00123, Evergreen Capitol Hill.',
  advice: null,
  places: [{ id: '402R-00123', name: 'Evergreen Capitol Hill' }],
}

export const CONNECTION_EXAMPLE: Connection = {
  id: '0198c0de-0000-7000-8000-000000000601',
  storeId: '0198c0de-0000-7000-8000-000000000001',
  storeName: 'Evergreen Capitol Hill',
  vendor: 'metrc',
  title: 'Metrc',
  kind: 'state',
  name: 'Metrc Colorado',
  status: 'active',
  simulated: false,
  settings: { licence: '402R-00123' },
  credentialsHint: '…9f3a',
  verdict: VERDICT_EXAMPLE,
  testedAt: '2026-04-20T15:58:01.000Z',
  lastSuccessAt: '2026-04-20T16:19:40.000Z',
  failingSince: null,
  failure: null,
  failureAdvice: null,
  writesEnabled: false,
  writesChangedAt: null,
  queued: false,
  createdAt: '2026-04-01T09:00:00.000Z',
  streams: [
    {
      stream: 'packages',
      title: 'Packages',
      state: 'live',
      share: 1,
      coveredFrom: '2024-04-01T09:00:00.000Z',
      coveredUntil: '2026-04-20T16:19:00.000Z',
      lastPullAt: '2026-04-20T16:19:40.000Z',
      lastSuccessAt: '2026-04-20T16:19:40.000Z',
      nextDueAt: '2026-04-20T16:24:40.000Z',
      lagSeconds: 61,
      rowsTaken: 18_422,
      refused: 0,
      failure: null,
    },
  ],
}
