import type { Metadata } from 'next'
import Link from 'next/link'
import { AccountPage } from '@/features/account/account-page'
import { SignInForm } from '@/features/account/sign-in'
import type { PageInput } from '@/lib/page'

export const metadata: Metadata = { title: 'Sign in' }

/** Only addresses of this application; anything else leads home. */
const safe = (next: string | string[] | undefined): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'

const Page = async ({ searchParams }: PageInput) => (
  <AccountPage
    title="Sign in"
    note="What sells, what runs out, and what to order."
    footer={
      <>
        New here?{' '}
        <Link href="/sign-up" className="font-medium text-accent-text hover:underline">
          Create a shop
        </Link>
      </>
    }
  >
    <SignInForm next={safe((await searchParams)['next'])} />
  </AccountPage>
)

export default Page
