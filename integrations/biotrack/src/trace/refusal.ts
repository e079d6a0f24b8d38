import { z } from 'zod'
import type { Answer } from '@suite/outbound'
import { BioTrackError } from '../errors.ts'

const row = z.looseObject({
  ErrorCode: z.unknown().optional(),
  ItemIndex: z.number().nullish(),
  Message: z.unknown().optional(),
  Success: z.boolean().nullish(),
})
const body = z.looseObject({
  Error: z.unknown().optional(),
  error: z.unknown().optional(),
  message: z.unknown().optional(),
  ErrorCode: z.unknown().optional(),
  errorCount: z.number().nullish(),
  Data: z.array(row).nullish().catch(null),
})

/**
 * What the REST API refused, or null. Refusals are `Error` and `ErrorCode`, with one row under `Data` for each object that
 * was wrong; they may come with a good status (from answers of a public simulator).
 */
export const refusalIn = (answer: Answer, action: string): BioTrackError | null => {
  const read = body.safeParse(parse(answer.text))
  const said = read.data ?? {}
  const isGood = answer.status >= 200 && answer.status < 300
  const wrong = (said.Data ?? []).filter(({ Success }) => Success === false)
  const messages = [
    ...[said.Error, said.error, said.message].map(words),
    ...wrong.map(({ ItemIndex, Message }) => rowWords(ItemIndex, words(Message))),
  ].filter((each) => each !== '')
  if (isGood && (said.errorCount ?? 0) === 0 && wrong.length === 0 && words(said.Error) === '') return null
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
  const code = words(said.ErrorCode ?? wrong[0]?.ErrorCode)
  return new BioTrackError({
    status: answer.status,
    errorCode: code === '' ? null : code,
    messages,
    action,
    ...(Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}),
  })
}

const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const rowWords = (index: number | null | undefined, message: string): string =>
  index === null || index === undefined ? message : `item ${index}: ${message}`

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
