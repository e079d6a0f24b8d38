import { isAppError } from '@suite/kernel'
import { OutboundError, VendorShapeError } from '@suite/outbound'

/** A vendor's refusal as its integration tells it. */
interface Refusal {
  readonly advice: string | readonly string[]
  readonly retryable: boolean
  readonly message: string
}

const isRefusal = (error: unknown): error is Refusal =>
  isAppError(error) && 'advice' in error && 'retryable' in error

/**
 * What a failed call means for a person. `title` is the vendor's name. Outages are what the vendor or the line is to blame
 * for and nobody here can mend.
 */
export const explainFor =
  (title: string) =>
  (error: unknown): { message: string; advice: string; isOutage: boolean } => {
    if (error instanceof OutboundError)
      return {
        message: error.message,
        advice: `Nothing needs to be done: it is tried again by itself, and what changed meanwhile is caught up. If it lasts, see whether ${title} reports trouble.`,
        isOutage: true,
      }
    if (error instanceof VendorShapeError)
      return {
        message: error.message,
        advice: `${title} may have changed its interface. What came is kept and can be taken once the product knows the change.`,
        isOutage: false,
      }
    if (isRefusal(error))
      return {
        message: error.message,
        advice: typeof error.advice === 'string' ? error.advice : error.advice.join(' '),
        isOutage: error.retryable,
      }
    if (isAppError(error)) return { message: error.message, advice: '', isOutage: false }
    return {
      message: `Reading from ${title} stopped because of an unexpected error.`,
      advice: 'It is tried again by itself. If it lasts, send the name of the connection to support.',
      isOutage: false,
    }
  }
