'use client'

import { LockKeyhole } from 'lucide-react'
import { EmptyState } from '@/components/ui/states'
import type { Role } from '@/lib/contract'
import { ROLES } from '@/lib/words'

/** In place of a page that a role may not see. */
export const NotAllowed = ({ role }: { role: string }) => (
  <EmptyState icon={LockKeyhole} title="Not part of your role" heading="h1">
    The role {ROLES[role as Role].label.toLowerCase()} does not include this page. An owner of your
    organisation can change roles under Settings, People.
  </EmptyState>
)
