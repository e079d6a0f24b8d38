'use client'

import { useState, type FormEvent } from 'react'
import { ApiError, messageOf } from '@/lib/api-error'

/** Submits a form's text fields; a refusal is told at the fields it names, else above the button. */
export const useForm = (submit: (fields: Record<string, string>) => Promise<void>) => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const onSubmit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const entries = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    )
    setBusy(true)
    setError(null)
    try {
      await submit(Object.fromEntries(entries))
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  const fields: Readonly<Record<string, string>> = error instanceof ApiError ? error.fields : {}
  const message = error === null || Object.keys(fields).length > 0 ? null : messageOf(error)
  return {
    busy,
    fields,
    message,
    onSubmit: (event: FormEvent<HTMLFormElement>) => void onSubmit(event),
  }
}
