import type { Read, TenantContext, Tx } from '@suite/db'

export const WRITTEN_KINDS = [
  'report_sale',
  'void_report',
  'correct_report',
  'adjust_state',
  'move_state',
] as const
export type WrittenKind = (typeof WRITTEN_KINDS)[number]

/** A sale as the register is to be told it; quantities in the register's units. */
export interface SaleToTell {
  readonly number: string
  /** ISO 8601 in UTC. */
  readonly soldAt: string
  readonly lines: readonly {
    readonly tag: string
    readonly quantity: string
    readonly unit: string
    readonly totalMinor: number
  }[]
}

/** One thing to be written to a register. */
export interface Correction {
  readonly id: string
  readonly kind: WrittenKind
  readonly packageTag: string
  /** Signed change in `unit`. */
  readonly quantity: string | null
  readonly unit: string | null
  /** The register's receipt id, or the room to move to. */
  readonly reference: string | null
  readonly reasonCode: string | null
  readonly note: string
  readonly sale: SaleToTell | null
  /** An earlier attempt may have taken effect: look before writing. */
  readonly mayHaveHappened: boolean
  /** What the register held before the first attempt. */
  readonly before: string | null
}

/** How writing fared. `unknown`: it may have taken effect; `not_sent`: nothing reached the register. */
export type WriteOutcome =
  | { readonly outcome: 'done'; readonly stateId: string | null; readonly message: string }
  | { readonly outcome: 'refused'; readonly message: string; readonly advice: string }
  | { readonly outcome: 'unknown'; readonly message: string }
  | { readonly outcome: 'not_sent'; readonly message: string; readonly advice: string }

/** The connection a store's corrections go over. */
export interface WritingConnection {
  readonly connectionId: string
  readonly name: string
  readonly writesEnabled: boolean
  /** Kinds its interface takes. */
  readonly kinds: readonly WrittenKind[]
}

/** The registers as corrections see them. The server wires the connections in. */
export interface StateWriter {
  /** Null: no register is connected, or it takes no writing. */
  connectionOf(read: Read, storeId: string): Promise<WritingConnection | null>
  /** Names of the reasons the register accepts for an adjustment. @throws AppError when it cannot be asked */
  reasons(context: TenantContext, connectionId: string): Promise<readonly string[]>
  /** Writes once. `noteBefore` is told what the register held before a change of quantity, and must be kept before it is sent. */
  write(
    context: TenantContext,
    connectionId: string,
    correction: Correction,
    noteBefore: (quantity: string) => Promise<void>,
  ): Promise<WriteOutcome>
  /** Has the connection read again soon, to verify. */
  readSoon(tx: Tx, connectionId: string): Promise<void>
}
