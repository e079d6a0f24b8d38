'use client'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { write } from '@/lib/api'
import { useForm } from './use-form'

/** Opens a session and goes on to `next`, an address of this application. */
export const SignInForm = ({ next }: { next: string }) => {
  const form = useForm(async ({ email = '', password = '' }) => {
    await write('POST /auth/sign-in', { email, password })
    window.location.assign(next)
  })
  return (
    <form method="post" onSubmit={form.onSubmit} className="flex flex-col gap-3.5">
      <Field label="E-mail" error={form.fields['email']}>
        <Input name="email" type="email" autoComplete="username" required autoFocus className="h-10" />
      </Field>
      <Field label="Password" error={form.fields['password']}>
        <Input name="password" type="password" autoComplete="current-password" required className="h-10" />
      </Field>
      {form.message !== null && (
        <div role="alert">
          <Notice tone="danger">{form.message}</Notice>
        </div>
      )}
      <Button type="submit" variant="primary" size="lg" busy={form.busy}>
        Sign in
      </Button>
    </form>
  )
}
