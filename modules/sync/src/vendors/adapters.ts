import { blazeAdapter } from './blaze/adapter.ts'
import { covaAdapter } from './cova/adapter.ts'
import { dutchieAdapter } from './dutchie/adapter.ts'
import { metrcAdapter } from './metrc/adapter.ts'
import type { Adapter, Vendor } from './port.ts'

/** Every vendor the product speaks to. */
export const ADAPTERS: ReadonlyMap<Vendor, Adapter> = new Map(
  [metrcAdapter, dutchieAdapter, covaAdapter, blazeAdapter].map((adapter) => [adapter.vendor, adapter]),
)
