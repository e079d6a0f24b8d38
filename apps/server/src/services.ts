import type { AnswerCache } from '@suite/cache'
import type { Database } from '@suite/db'
import type { Accounts, Sessions } from '@suite/identity'
import type { Sealer } from '@suite/crypto'
import type { Queues } from '@suite/jobs'
import type { CsvWriter, EmailSender } from '@suite/purchasing'
import type { Send } from '@suite/outbound'
import type { Adapter, FileStore, Vendor } from '@suite/sync'
import type { Logger } from '@suite/telemetry'

/** What the modules are given: one instance of each for the process. */
export interface Services {
  readonly database: Database
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly cache: AnswerCache
  readonly queues: Queues
  readonly files: FileStore
  readonly email: EmailSender
  readonly csv: CsvWriter
  readonly sealer: Sealer
  /** Calls outside systems within the limits all processes share. */
  readonly send: Send
  readonly adapters: ReadonlyMap<Vendor, Adapter>
  readonly log: Logger
}
