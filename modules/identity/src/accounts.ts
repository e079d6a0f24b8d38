import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import pg from 'pg'
import { AppError, newId } from '@suite/kernel'

/** A person who can sign in, apart from any organisation. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** E-mail and password accounts, kept by better-auth in the schema `auth` with a database role of its own. */
export interface Accounts {
  /** @throws AppError `email_taken` · `weak_password` */
  create(input: { name: string; email: string; password: string }): Promise<Account>
  /** @throws AppError `wrong_credentials`, the same for an unknown e-mail and a wrong password */
  verify(input: { email: string; password: string }): Promise<Account>
  find(userId: string): Promise<Account | null>
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** Opens the account store. `url` is that of the role suite_auth, `secret` at least 32 characters. */
export const openAccounts = (options: { url: string; secret: string }): Accounts => {
  const pool = new pg.Pool({ connectionString: options.url, max: 4, options: '-c search_path=auth' })
  pool.on('error', () => undefined)
  const auth = betterAuth({
    database: pool,
    secret: options.secret,
    baseURL: 'http://localhost',
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 200, autoSignIn: false },
    advanced: { database: { generateId: () => newId() } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
  return {
    pool,
    create: async (input) => {
      try {
        const { user } = await auth.api.signUpEmail({ body: { ...input, email: input.email.toLowerCase() } })
        return await existing(pool, user.email, user.id)
      } catch (error) {
        throw translate(error)
      }
    },
    verify: async (input) => {
      try {
        const { user, token } = await auth.api.signInEmail({
          body: { ...input, email: input.email.toLowerCase() },
        })
        // our own rotating refresh tokens are the session; better-auth's row would only lie about
        await pool.query('delete from session where token = $1', [token])
        return { id: user.id, name: user.name, email: user.email }
      } catch (error) {
        throw translate(error)
      }
    },
    find: async (userId) => {
      const { rows } = await pool.query<Account>('select id, name, email from "user" where id = $1', [userId])
      return rows[0] ?? null
    },
    close: () => pool.end(),
  }
}

/** better-auth answers a taken e-mail with an invented user when it hides existence; only a stored row counts. */
const existing = async (pool: pg.Pool, email: string, id: string): Promise<Account> => {
  const { rows } = await pool.query<Account>('select id, name, email from "user" where email = $1', [email])
  const row = rows[0]
  if (row?.id !== id) throw emailTaken()
  return row
}

const emailTaken = (): AppError =>
  new AppError('conflict', 'email_taken', 'There is already an account with this e-mail. Sign in instead.', {
    problems: [{ path: 'email', message: 'already in use' }],
  })

const translate = (error: unknown): unknown => {
  if (!(error instanceof APIError)) return error
  const code = error.body?.code ?? ''
  if (code.startsWith('USER_ALREADY_EXISTS')) return emailTaken()
  if (code === 'PASSWORD_TOO_SHORT' || code === 'PASSWORD_TOO_LONG')
    return new AppError('invalid', 'weak_password', 'The password must have 10 to 200 characters.', {
      problems: [{ path: 'password', message: '10 to 200 characters' }],
    })
  return new AppError('unauthenticated', 'wrong_credentials', 'The e-mail or the password is not right.')
}
