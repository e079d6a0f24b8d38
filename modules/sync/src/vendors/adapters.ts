import { bioTrackAdapter } from './biotrack/adapter.ts'
import { blazeAdapter } from './blaze/adapter.ts'
import { covaAdapter } from './cova/adapter.ts'
import { dutchieAdapter } from './dutchie/adapter.ts'
import { flowhubAdapter } from './flowhub/adapter.ts'
import { metrcAdapter } from './metrc/adapter.ts'
import type { Adapter, Vendor } from './port.ts'
import { treezAdapter } from './treez/adapter.ts'

/** Every vendor the product speaks to. */
export const ADAPTERS: ReadonlyMap<Vendor, Adapter> = new Map(
  [
    metrcAdapter,
    bioTrackAdapter,
    dutchieAdapter,
    covaAdapter,
    blazeAdapter,
    treezAdapter,
    flowhubAdapter,
  ].map((adapter) => [adapter.vendor, adapter]),
)
