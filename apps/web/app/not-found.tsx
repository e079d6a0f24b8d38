import { Compass } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'

const NotFound = () => (
  <main className="grid min-h-[70dvh] place-items-center">
    <EmptyState
      icon={Compass}
      heading="h1"
      title="There is nothing at this address"
      action={
        <Button asChild variant="primary">
          <Link href="/">Go to the dashboard</Link>
        </Button>
      }
    >
      It may have been moved or removed, or it belongs to another organisation.
    </EmptyState>
  </main>
)

export default NotFound
