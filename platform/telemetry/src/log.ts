import { pino, type Logger } from 'pino'

export type { Logger }

/** Paths that never reach a log line: credentials and personal data. */
const REDACTED = [
  'password',
  '*.password',
  'token',
  '*.token',
  'refreshToken',
  '*.refreshToken',
  'email',
  '*.email',
  'phone',
  '*.phone',
  'authorization',
  'cookie',
  'req.headers.authorization',
  'req.headers.cookie',
]

/** A JSON logger with secrets and personal data masked. `level` is a pino level, `info` when unset. */
export const createLogger = (options: { level?: string; name: string }): Logger =>
  pino({
    name: options.name,
    level: options.level ?? 'info',
    base: { name: options.name },
    redact: { paths: REDACTED, censor: '[masked]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  })

/** A logger that says nothing, for tests and command lines. */
export const silentLogger = (): Logger => pino({ level: 'silent' })
