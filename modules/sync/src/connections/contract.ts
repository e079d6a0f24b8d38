import { z } from 'zod'
import { idShape, instantShape } from '@suite/http'
import { VENDORS } from '../vendors/port.ts'

// an RSA key of 4096 bits is some 3300 characters long
const entries = z.record(z.string().max(60), z.string().max(8000))

const fieldShape = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  secret: z.boolean(),
  required: z.boolean(),
})
const streamPlanShape = z.object({
  name: z.string(),
  title: z.string(),
  everySeconds: z.int(),
  backfillDays: z.int(),
})

/** What can be connected, and what each vendor asks for. */
export const vendorsShape = z.object({
  items: z.array(
    z.object({
      vendor: z.enum(VENDORS),
      title: z.string(),
      kind: z.enum(['state', 'pos']),
      credentials: z.array(fieldShape),
      settings: z.array(fieldShape),
      streams: z.array(streamPlanShape),
    }),
  ),
})

export const verdictShape = z.object({
  ok: z.boolean(),
  summary: z.string(),
  advice: z.string().nullable(),
  places: z.array(z.object({ id: z.string(), name: z.string() })),
})

/** One stream of a connection, as the screen shows it. */
export const streamShape = z.object({
  stream: z.string(),
  title: z.string(),
  /** `filling` until the first back-fill has reached its start. */
  state: z.enum(['waiting', 'filling', 'live', 'failing', 'stale']),
  /** 0–1 while filling. */
  share: z.number(),
  coveredFrom: instantShape.nullable(),
  coveredUntil: instantShape.nullable(),
  lastPullAt: instantShape.nullable(),
  lastSuccessAt: instantShape.nullable(),
  nextDueAt: instantShape,
  /** Seconds between now and what was last covered. */
  lagSeconds: z.int().nullable(),
  rowsTaken: z.int(),
  refused: z.int(),
  failure: z.string().nullable(),
})

export const connectionShape = z.object({
  id: idShape,
  storeId: idShape,
  storeName: z.string(),
  vendor: z.enum(VENDORS),
  title: z.string(),
  kind: z.enum(['state', 'pos']),
  name: z.string(),
  status: z.enum(['active', 'paused', 'disconnected']),
  simulated: z.boolean(),
  settings: entries,
  credentialsHint: z.string(),
  verdict: verdictShape.nullable(),
  testedAt: instantShape.nullable(),
  lastSuccessAt: instantShape.nullable(),
  failingSince: instantShape.nullable(),
  failure: z.string().nullable(),
  failureAdvice: z.string().nullable(),
  writesEnabled: z.boolean(),
  writesChangedAt: instantShape.nullable(),
  queued: z.boolean(),
  createdAt: instantShape,
  streams: z.array(streamShape),
})
export const connectionsShape = z.object({ items: z.array(connectionShape) })

export const newConnection = z.object({
  storeId: idShape,
  vendor: z.enum(VENDORS),
  name: z.string().trim().min(1).max(120),
  settings: entries,
  credentials: entries,
})
export const tryConnection = newConnection.omit({ name: true })
export const connectionEdit = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  settings: entries.optional(),
  credentials: entries.optional(),
})
export const reasonInput = z.object({ reason: z.string().trim().min(3, 'Say why in a few words').max(500) })
export const writesInput = reasonInput.extend({
  enabled: z.boolean(),
  /** The person's password again: turning writes on is a step-up. */
  password: z.string().max(200).optional(),
})
export const stoppedShape = z.object({ stopped: z.int() })

export const outageShape = z.object({
  id: idShape,
  connectionId: idShape,
  connectionName: z.string(),
  beganAt: instantShape,
  endedAt: instantShape.nullable(),
  cause: z.string(),
  /** Writes that waited when it ended, or wait now. */
  writesWaiting: z.int(),
  /** Of a state's system that is back: until when what waited must be caught up, and by which rule. */
  catchUp: z
    .object({
      dueAt: instantShape,
      /** `none`: no rule is certain enough. */
      basis: z.enum(['rule', 'none']),
      reason: z.string(),
    })
    .nullable(),
})
export const refusalShape = z.object({
  stream: z.string(),
  externalId: z.string(),
  code: z.string(),
  reason: z.string(),
  seenAt: instantShape,
})

export type Connection = z.output<typeof connectionShape>
