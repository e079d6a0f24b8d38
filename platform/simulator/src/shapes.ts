/** A request as a simulator's handler sees it. */
export interface SimRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  /** The body as JSON, undefined when it is none. */
  readonly json: unknown
  /** The simulator's clock at arrival. */
  readonly at: Date
}

export interface SimReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** An object goes out as JSON, text and bytes as they are. */
  readonly body?: unknown
  /** Where the body's rows lie, for doubled and shuffled rows: a key such as `Data`, or '' for a bare array. */
  readonly rowsAt?: string
}

/**
 * What can go wrong outside. `lost_answer`: the request takes effect, then the connection breaks; `never_acts`: it breaks
 * before. `clock_skew` moves the simulator's clock by `amount` ms; `slow_drip` spreads the body over `amount` ms.
 */
export type TroubleKind =
  | 'rate_limited'
  | 'server_error'
  | 'lost_answer'
  | 'never_acts'
  | 'doubled_rows'
  | 'shuffled_rows'
  | 'truncated_json'
  | 'slow_drip'
  | 'clock_skew'
  | 'revoked_key'

export interface Trouble {
  readonly kind: TroubleKind
  /** Source of a RegExp; only requests whose `METHOD /path` matches. */
  readonly match?: string
  /** Share of the matching requests, 0…1; all unless told. */
  readonly share?: number
  /** How often at most. */
  readonly times?: number
  /** Milliseconds of skew or drip, seconds of Retry-After. */
  readonly amount?: number
}

export interface SimLogEntry {
  readonly at: Date
  readonly method: string
  readonly path: string
  readonly query: string
  readonly status: number
  readonly trouble: TroubleKind | null
}

/** The simulator's clock: real time, or a fixed start that only `advance` moves. */
export interface SimClock {
  now(): Date
  advance(ms: number): void
}

export interface Simulator {
  readonly url: string
  readonly port: number
  readonly clock: SimClock
  /** Replaces the troubles in force. */
  trouble(list: readonly Trouble[]): void
  /** The last 10,000 requests, oldest first. */
  readonly log: readonly SimLogEntry[]
  stop(): Promise<void>
}

export interface SimulatorOptions {
  readonly name: string
  /** 0, the default, takes any free port. */
  readonly port?: number
  readonly host?: string
  /** Of the chance with which troubles strike. */
  readonly seed?: number
  /** A clock that stands still at this instant until it is advanced; real time when absent. */
  readonly start?: Date
  readonly answer: (request: SimRequest, clock: SimClock) => SimReply | Promise<SimReply>
  /** How this vendor shows trouble. */
  readonly faces: {
    rateLimited(seconds: number): SimReply
    serverError(): SimReply
    unauthorized(): SimReply
  }
}
