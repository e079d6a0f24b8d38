import type { Metadata } from 'next'
import Link from 'next/link'
import { AccountPage } from '@/features/account/account-page'
import { SignUpForm } from '@/features/account/sign-up'

export const metadata: Metadata = { title: 'Create a shop' }

const Page = () => (
  <AccountPage
    title="Create a shop"
    note="Two minutes here, then drop in your till's sales file."
    footer={
      <>
        Already have an account?{' '}
        <Link href="/sign-in" className="font-medium text-accent-text hover:underline">
          Sign in
        </Link>
      </>
    }
  >
    <SignUpForm />
  </AccountPage>
)

export default Page
