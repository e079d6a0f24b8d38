'use client'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { write } from '@/lib/api'
import { useForm } from './use-form'

/** Joins the organisation that sent the invitation. */
export const AcceptInvitationForm = ({ token }: { token: string }) => {
  const form = useForm(async ({ name = '', password = '' }) => {
    await write('POST /auth/accept-invitation', { token, name, password })
    window.location.assign('/')
  })
  return (
    <form method="post" onSubmit={form.onSubmit} className="flex flex-col gap-3.5">
      <Field label="Your name" error={form.fields['name']}>
        <Input name="name" autoComplete="name" required autoFocus className="h-10" />
      </Field>
      <Field
        label="Password"
        hint="At least 10 characters. If you already have an account, its password."
        error={form.fields['password']}
      >
        <Input
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          className="h-10"
        />
      </Field>
      {form.message !== null && (
        <div role="alert">
          <Notice tone="danger">{form.message}</Notice>
        </div>
      )}
      <Button type="submit" variant="primary" size="lg" busy={form.busy}>
        Join
      </Button>
    </form>
  )
}
