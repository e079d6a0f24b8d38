import { z } from 'zod'
import { dayShape, idShape, instantShape, pageOf, pageQuery } from '@suite/http'
import { stateShape } from '../state-rules/contract.ts'

export const CREDENTIAL_KINDS = ['licence', 'badge', 'coa'] as const
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number]
/** Days before the expiry at which somebody is told. */
export const DUE_STEPS = [60, 30, 7] as const
export type DueStep = (typeof DUE_STEPS)[number]
const STEPS = ['expired', '7', '30', '60'] as const

/** A licence of a store, a badge of a person or a lab certificate (COA) of goods. */
export const credentialItem = z.object({
  id: idShape,
  kind: z.enum(CREDENTIAL_KINDS),
  storeId: idShape.nullable(),
  storeName: z.string().nullable(),
  membershipId: idShape.nullable(),
  lotId: idShape.nullable(),
  packageTag: z.string().nullable(),
  holder: z.string(),
  number: z.string(),
  issuer: z.string(),
  state: stateShape,
  issuedOn: dayShape.nullable(),
  expiresOn: dayShape.nullable(),
  /** Printed on it, by the state's rule from the day of issue, or not known. */
  expiryBasis: z.enum(['unknown', 'stated', 'rule']),
  expiryNote: z.string(),
  note: z.string(),
  status: z.enum(['active', 'renewed', 'retired']),
  renews: idShape.nullable(),
  /** Days of the store left until it expires; below zero once it has. */
  daysLeft: z.int().nullable(),
  step: z.enum(STEPS).nullable(),
  closedReason: z.string().nullable(),
  closedAt: instantShape.nullable(),
})
export type CredentialItem = z.output<typeof credentialItem>
export const credentialPage = pageOf(credentialItem)

export const credentialsQuery = pageQuery.extend({
  kind: z.enum(CREDENTIAL_KINDS).optional(),
  storeId: idShape.optional(),
  status: z.enum(['active', 'renewed', 'retired']).default('active'),
  /** First and last day of expiry, both inclusive. */
  from: dayShape.optional(),
  to: dayShape.optional(),
  /** `unknown`: those whose expiry nobody knows, which no span of days can show. */
  expiry: z.enum(['known', 'unknown']).default('known'),
})
export type CredentialsQuery = z.output<typeof credentialsQuery>

export const dueQuery = z.object({ storeId: idShape.optional() })
export const dueList = z.object({
  counts: z.object({
    expired: z.int(),
    within7: z.int(),
    within30: z.int(),
    within60: z.int(),
    unknown: z.int(),
  }),
  /** The first 500 by expiry. */
  items: z.array(credentialItem),
})
export type DueList = z.output<typeof dueList>

const text = (most: number) => z.string().trim().min(1).max(most)
export const credentialInput = z.object({
  kind: z.enum(CREDENTIAL_KINDS),
  storeId: idShape.nullable().default(null),
  membershipId: idShape.nullable().default(null),
  lotId: idShape.nullable().default(null),
  packageTag: text(60).nullable().default(null),
  holder: text(200),
  number: text(100),
  issuer: text(200),
  state: stateShape,
  issuedOn: dayShape.nullable().default(null),
  expiresOn: dayShape.nullable().default(null),
  note: z.string().trim().max(2000).default(''),
})
export type CredentialInput = z.output<typeof credentialInput>

/** What the new paper says; the number stays where none is given. */
export const renewalInput = z.object({
  number: text(100).optional(),
  issuedOn: dayShape.nullable().default(null),
  expiresOn: dayShape.nullable().default(null),
  note: z.string().trim().max(2000).default(''),
})
export type RenewalInput = z.output<typeof renewalInput>
export const retirementInput = z.object({ reason: z.string().trim().min(3, 'Say why').max(1000) })
export const credentialCreated = z.object({ id: idShape })
