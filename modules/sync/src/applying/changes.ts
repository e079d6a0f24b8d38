/** What taking a batch changed. */
export interface Changes {
  readonly fromDay: string | null
  readonly toDay: string | null
  readonly stockChanged: boolean
  readonly mirrorChanged: boolean
  /** Units sold or returned by product number of the till. */
  readonly unitsByProduct: ReadonlyMap<string, number>
}
