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
  /** It may have taken effect already, by an earlier attempt or by somebody else: look before writing. */
  readonly mayHaveHappened: boolean
  /** An earlier attempt was sent: what it did may show only after some seconds. */
  readonly sentBefore?: boolean
  /** What the register held before the first attempt. */
  readonly before: string | null
  /** Receipts of the register that other sales of ours have: an equal basket is not to be taken for this one. */
  readonly taken?: ReadonlySet<string>
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
  /** Most sales one call tells; 1 where absent. */
  readonly salesAtOnce?: number
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
  /** Tells several sales in one go, no more than `salesAtOnce`; the outcomes are in their order. Absent: one by one. */
  writeSales?(
    context: TenantContext,
    connectionId: string,
    sales: readonly Correction[],
  ): Promise<readonly WriteOutcome[]>
  /** Has the connection read again soon, to verify. */
  readSoon(tx: Tx, connectionId: string): Promise<void>
}
