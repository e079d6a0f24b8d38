import type { ReactNode } from 'react'
import { NotAllowed } from '@/components/not-allowed'
import { myself } from './chosen-store'

/** A page for people whose role holds a permission; the others are told so, and nothing is asked for. */
export const Allowed = async ({ permission, children }: { permission: string; children: ReactNode }) => {
  const { permissions, role } = await myself()
  return permissions.includes(permission) ? children : <NotAllowed role={role} />
}
