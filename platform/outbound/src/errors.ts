import { AppError } from '@suite/kernel'

/** Why a call had no usable answer. */
export type OutboundReason = 'timeout' | 'unreachable' | 'cut_off' | 'too_large' | 'circuit_open'

const SAID: Readonly<Record<OutboundReason, string>> = {
  timeout: 'did not answer in time',
  unreachable: 'cannot be reached',
  cut_off: 'broke off its answer',
  too_large: 'sent an answer larger than allowed',
  circuit_open: 'failed several times in a row and is left alone for a moment',
}

/**
 * A call to another system without a usable answer. `outcome` says what may have happened there: after `not_sent` the
 * call can simply be made again; after `unknown` look first whether it took effect.
 */
export class OutboundError extends AppError {
  readonly reason: OutboundReason
  readonly outcome: 'not_sent' | 'unknown'
  readonly host: string

  constructor(reason: OutboundReason, outcome: 'not_sent' | 'unknown', host: string, cause?: unknown) {
    super('unavailable', `outbound_${reason}`, `${host} ${SAID[reason]}.`, { cause })
    this.reason = reason
    this.outcome = outcome
    this.host = host
  }
}

/** An answer that is not what its documentation says; names the endpoint and the fields. */
export class VendorShapeError extends AppError {
  constructor(vendor: string, endpoint: string, fields: readonly { path: string; message: string }[]) {
    const named = fields.slice(0, 5).map(({ path, message }) => `${path || 'the answer'}: ${message}`)
    super(
      'unavailable',
      'vendor_shape',
      `${vendor} answered ${endpoint} unlike its documentation (${named.join('; ')}).`,
      {
        problems: fields,
      },
    )
  }
}
