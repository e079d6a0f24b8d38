import { z } from 'zod'
import { camelKeys, id, maybeFlag, text } from './fields.ts'

/** `GET /whoami`: the one location of the key. Keys are read in either case. */
export const whoAmI = z.preprocess(
  camelKeys,
  z.object({
    locationId: id,
    locationName: text,
    lspId: id.nullable().default(null),
    lspName: text,
    address: text,
    city: text,
    state: text,
    postalCode: text,
    licenseNumber: text,
    doingBusinessAs: text,
    shareCustomerProfiles: maybeFlag,
    region: text,
  }),
)
export type WireWhoAmI = z.output<typeof whoAmI>
