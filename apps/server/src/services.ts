import type { Database } from '@suite/db'
import type { Accounts, Sessions } from '@suite/identity'
import type { Logger } from '@suite/telemetry'

/** What the modules are given: one instance of each for the process. */
export interface Services {
  readonly database: Database
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly log: Logger
}
