import { v7, validate } from 'uuid'

/** A new time-ordered id (UUID version 7, RFC 9562). Made here because PostgreSQL has its own only from 18. */
export const newId = (): string => v7()

/** True for any well-formed UUID. */
export const isId = (value: string): boolean => validate(value)
