import type { z } from 'zod'
import type { reviewPage, sessionDetail, sessionInput, sheetPage, suggestionsReply } from './contract.ts'
import { FOOTAGE_EXAMPLE } from '../footage/contract.ts'

const ID = '0197a0c0-0000-7000-8000-000000000001'
const LINE = {
  id: '0197a0c0-0000-7000-8000-000000000011',
  position: 1,
  productId: ID,
  productName: 'Blue Dream 3.5 g',
  sku: 'FL-BD-35',
  lotId: ID,
  lotCode: 'H7',
  packageTag: '1A4060300000001000000123',
  room: 'Vault',
  found: false,
}

export const SESSION_INPUT_EXAMPLE: z.input<typeof sessionInput> = {
  storeId: ID,
  name: 'Vault, monthly',
  scope: { kind: 'room', rooms: ['Vault'] },
  people: 2,
}
export const SESSION_EXAMPLE: z.input<typeof sessionDetail> = {
  id: ID,
  storeId: ID,
  storeName: 'Evergreen Capitol Hill',
  name: 'Vault, monthly',
  status: 'counting',
  blind: true,
  people: 2,
  by: 'package',
  separateReviewer: true,
  scope: { kind: 'room', rooms: ['Vault'] },
  lines: 212,
  createdBy: ID,
  createdAt: '2026-04-20T15:40:00.000Z',
  closedBy: null,
  closedAt: null,
  statement: null,
  passes: [
    {
      pass: 1,
      counter: ID,
      recount: false,
      startedAt: '2026-04-20T15:41:00.000Z',
      submittedAt: null,
      entries: 48,
    },
  ],
  footage: [{ ...FOOTAGE_EXAMPLE, subjectType: 'count_session' }],
}
export const SHEET_EXAMPLE: z.input<typeof sheetPage> = {
  pass: 1,
  recount: false,
  items: [{ ...LINE, unit: 'each', counted: '12', note: '', expected: null }],
  nextCursor: null,
}
export const TOTALS_EXAMPLE = {
  lines: 212,
  counted: 211,
  left: 1,
  toRecount: 0,
  different: 3,
  problems: 0,
  netMinor: -4500,
  absoluteMinor: 9000,
  uncosted: 0,
}
export const REVIEW_EXAMPLE: z.input<typeof reviewPage> = {
  status: 'review',
  totals: TOTALS_EXAMPLE,
  items: [
    {
      ...LINE,
      state: 'agreed',
      leftReason: null,
      counted: '12',
      countedAt: '2026-04-20T15:52:00.000Z',
      expected: '14',
      variance: '-2',
      varianceMinor: -2250,
      problem: null,
      entries: [{ pass: 1, counter: ID, quantity: '12', countedAt: '2026-04-20T15:52:00.000Z', note: '' }],
    },
  ],
  nextCursor: null,
}
export const SUGGESTIONS_EXAMPLE: z.input<typeof suggestionsReply> = {
  items: [
    {
      productId: ID,
      name: 'Blue Dream 3.5 g',
      sku: 'FL-BD-35',
      category: 'flower',
      valueMinor: 184_500,
      daysSinceCount: 41,
      ageDays: 41,
      off: '6',
      of: '240',
      varianceShare: '0.024138',
      score: '182586.2069',
    },
  ],
}
