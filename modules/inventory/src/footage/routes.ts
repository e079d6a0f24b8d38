import { emptyShape, idParams, readRoute, writeRoute, type Route } from '@suite/http'
import { ACCESS } from '../access.ts'
import { FOOTAGE_EXAMPLE, footagePage, footageQuery, footageSettingsShape, savedInput } from './contract.ts'
import { footageEnding } from './footage-list.ts'
import { DEFAULT_FOOTAGE, footageSettings, setFootage } from './footage-settings.ts'
import { noteFootageSaved } from './record-footage.ts'

const tag = 'Inventory'
const DAY_MS = 86_400_000

/** Footage that is about to be overwritten, and how long recorders keep it. */
export const footageRoutes = (now: () => Date): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/footage/ending',
      summary: 'Footage of counts, corrections and destructions that will soon be overwritten',
      tag,
      access: ACCESS.view,
      query: footageQuery,
      reply: footagePage,
      example: { items: [FOOTAGE_EXAMPLE], nextCursor: null },
    },
    (read, { query: { days, ...query } }) =>
      footageEnding(read, { ...query, until: new Date(now().getTime() + days * DAY_MS) }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/footage/:id/saved',
      summary: 'Note that footage was copied to where it stays',
      tag,
      access: ACCESS.review,
      params: idParams,
      body: savedInput,
      bodyExample: { savedAs: 'evidence/2026-04-20-vault-2.mp4' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await noteFootageSaved(tx, { footageId: params.id, savedAs: body.savedAs })
      return {}
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/footage-settings',
      summary: 'How long the recorders keep footage',
      tag,
      access: ACCESS.view,
      reply: footageSettingsShape,
      example: DEFAULT_FOOTAGE,
    },
    (read) => footageSettings(read),
  ),
  writeRoute(
    {
      method: 'PUT',
      path: '/footage-settings',
      summary: 'Say how long the recorders keep footage',
      tag,
      access: ACCESS.review,
      body: footageSettingsShape,
      bodyExample: DEFAULT_FOOTAGE,
      reply: footageSettingsShape,
      example: DEFAULT_FOOTAGE,
    },
    (tx, { body }) => setFootage(tx, body),
  ),
]
