import { z } from 'zod'
import { id, respelled, text } from '../fields.ts'

/** A customer of the company; only the path of the list is known from clients in use, its fields are unverified. */
export const customer = z.preprocess(
  respelled({ FirstName: ['PrimaryName'], LastName: ['FamilyName'], Phone: ['PhoneNumber'] }),
  z.object({ Id: id, FirstName: text, LastName: text, Email: text, Phone: text }),
)

export type WireCustomer = z.output<typeof customer>
