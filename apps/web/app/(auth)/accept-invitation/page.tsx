import type { Metadata } from 'next'
import Link from 'next/link'
import { Notice } from '@/components/ui/states'
import { AcceptInvitationForm } from '@/features/account/accept-invitation'
import { AccountPage } from '@/features/account/account-page'
import type { PageInput } from '@/lib/page'

export const metadata: Metadata = { title: 'Join' }

const Page = async ({ searchParams }: PageInput) => {
  const { token } = await searchParams
  return (
    <AccountPage
      title="Join your team"
      note="You were invited to work in a shop."
      footer={
        <Link href="/sign-in" className="font-medium text-accent-text hover:underline">
          Sign in instead
        </Link>
      }
    >
      {typeof token === 'string' && token !== '' ? (
        <AcceptInvitationForm token={token} />
      ) : (
        <Notice tone="due">
          The link is incomplete. Open it again from the invitation, or ask for a new one.
        </Notice>
      )}
    </AccountPage>
  )
}

export default Page
