import { dutchieAdapter } from './dutchie/adapter.ts'
import { metrcAdapter } from './metrc/adapter.ts'
import type { Adapter, Vendor } from './port.ts'

/** Every vendor the product speaks to. */
export const ADAPTERS: ReadonlyMap<Vendor, Adapter> = new Map(
  [metrcAdapter, dutchieAdapter].map((adapter) => [adapter.vendor, adapter]),
)
