import { z } from 'zod'

const flag = (fallback: '0' | '1') =>
  z
    .enum(['0', '1'], { error: 'must be 0 or 1' })
    .default(fallback)
    .transform((value) => value === '1')
const ROLE_NAMES = ['api', 'worker', 'scheduler'] as const

const roles = z
  .string()
  .default('api,worker,scheduler')
  .transform((text) =>
    text
      .split(',')
      .map((role) => role.trim())
      .filter((role) => role !== ''),
  )
  .pipe(
    z
      .array(z.enum(ROLE_NAMES, { error: `may only name ${ROLE_NAMES.join(', ')}` }))
      .min(1, 'must name at least one role'),
  )

const masterKey = z
  .string()
  .refine(
    (text) => Buffer.from(text, 'base64').length === 32,
    'must be 32 random bytes in base64; make one with: openssl rand -base64 32',
  )

/** Every setting of the program. The only place that knows the environment's names. */
const schema = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production', 'local'], {
      error: 'must be local, development, test or production',
    })
    .default('local'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number({ error: 'must be a port number like 3000' })
    .int()
    .min(1, 'must be a port number like 3000')
    .max(65_535)
    .default(3000),
  DATABASE_URL: z
    .string({ error: 'must be set: the PostgreSQL address of the role suite_app' })
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://'),
  AUTH_DATABASE_URL: z
    .string({ error: 'must be set: the PostgreSQL address of the role suite_auth' })
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://'),
  APP_SECRET: z
    .string({ error: 'must be set: 32 or more random characters' })
    .min(32, 'must have at least 32 characters; make one with: openssl rand -hex 32'),
  MASTER_KEY: masterKey.optional(),
  MASTER_KEYS_RETIRED: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(z.array(masterKey))
    .optional(),
  DATA_DIR: z.string().default('.data'),
  ROLES: roles,
  WEB_UPSTREAM: z.url('must be an address like http://127.0.0.1:3001').optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().default('Cannabis Operations Suite <orders@localhost>'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  DEMO: flag('0'),
  RATE_LIMIT_SCALE: z.coerce
    .number({ error: 'must be a number like 1' })
    .positive('must be above 0')
    .default(1),
  TRUST_PROXY: flag('0'),
  SECURE_COOKIES: flag('0'),
  DATABASE_POOL: z.coerce
    .number({ error: 'must be a number of connections' })
    .int()
    .min(2, 'must be at least 2')
    .max(100)
    .default(10),
})

export type Config = z.output<typeof schema>

/**
 * Reads and checks the settings once.
 * @throws Error listing each wrong setting with its name and remedy
 */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
  throw new Error(`These settings need a correction (see .env.example):\n${lines.join('\n')}`)
}

/** Names of all settings, so that a test can hold .env.example to them. */
export const settingNames = (): string[] => Object.keys(schema.shape)
