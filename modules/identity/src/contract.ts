import { z } from 'zod'
import { idShape, instantShape } from '@suite/http'
import { ROLES } from './permissions.ts'

export const roleShape = z.enum(ROLES)
export const emailShape = z.email('Write an e-mail address like name@shop.com').max(254)
export const passwordShape = z.string().min(10, 'At least 10 characters').max(200)
export const nameShape = z.string().trim().min(1, 'Write a name').max(200)

const storeFields = {
  name: nameShape,
  licenceNumber: z.string().trim().max(100).default(''),
  state: z.string().regex(/^[A-Z]{2}$/, 'Two capital letters, like CO'),
  timeZone: z.string().min(1).max(60),
  cutOffMinutes: z.int().min(0).max(720).default(0),
}
export const storeInput = z.object(storeFields)
export const storeChange = z
  .object({
    ...storeFields,
    licenceNumber: z.string().trim().max(100),
    cutOffMinutes: z.int().min(0).max(720),
    active: z.boolean(),
  })
  .partial()
export const storeShape = z.object({
  id: idShape,
  name: z.string(),
  licenceNumber: z.string(),
  state: z.string(),
  timeZone: z.string(),
  cutOffMinutes: z.int(),
  currency: z.string(),
  active: z.boolean(),
})

export const signUpInput = z.object({
  name: nameShape,
  email: emailShape,
  password: passwordShape,
  organizationName: nameShape,
  storeName: nameShape,
  licenceNumber: storeFields.licenceNumber,
  state: storeFields.state,
  timeZone: storeFields.timeZone,
  cutOffMinutes: storeFields.cutOffMinutes,
})

export const organizationRef = z.object({ id: idShape, name: z.string(), slug: z.string(), role: z.string() })
export const sessionShape = z.object({
  accessToken: z.string(),
  expiresAt: instantShape,
  organizationId: idShape,
  organizations: z.array(organizationRef),
})

export const meShape = z.object({
  user: z.object({ id: idShape, name: z.string(), email: z.string() }),
  organization: z.object({
    id: idShape,
    name: z.string(),
    slug: z.string(),
    planTier: z.string(),
    trialEndsAt: instantShape.nullable(),
    readOnly: z.boolean(),
    isDemo: z.boolean(),
  }),
  role: z.string(),
  permissions: z.array(z.string()),
  organizations: z.array(organizationRef),
  stores: z.array(storeShape),
})

export const nameOfUserShape = z.object({ userId: z.string(), name: z.string() })
export const personShape = z.object({
  membershipId: idShape,
  name: z.string(),
  email: z.string(),
  role: roleShape,
  active: z.boolean(),
})
export const invitationShape = z.object({
  id: idShape,
  email: z.string(),
  role: roleShape,
  createdAt: instantShape,
  expiresAt: instantShape,
})
