import type { z } from 'zod'
import { VendorShapeError } from './errors.ts'
import type { Answer } from './send.ts'

/**
 * Reads a vendor's JSON by a tolerant shape (unknown fields pass).
 * @throws VendorShapeError naming vendor, endpoint and the fields that are missing or of another type
 */
export const readJson = <T extends z.ZodType>(
  answer: Answer,
  shape: T,
  where: { readonly vendor: string; readonly endpoint: string },
): z.output<T> => {
  const parsed = shape.safeParse(parseText(answer.text, where))
  if (parsed.success) return parsed.data
  throw new VendorShapeError(
    where.vendor,
    where.endpoint,
    parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  )
}

const parseText = (text: string, where: { vendor: string; endpoint: string }): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    const why = text === '' ? 'it was empty' : `it is no complete JSON (${text.length} characters)`
    throw new VendorShapeError(where.vendor, where.endpoint, [{ path: '', message: why }])
  }
}
