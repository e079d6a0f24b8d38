'use client'

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { CalendarCheck } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { DUE_STEP } from '@/lib/words'
import { credentialColumns } from './credential-columns'
import { calendarList, dueCredentials, type CalendarFilters, type Credential } from './queries'

/** The papers that fit, soonest first, under headings by urgency. */
export const CredentialList = ({
  filters,
  storeId,
  add,
  openId,
  onOpen,
}: {
  filters: CalendarFilters
  storeId: string | undefined
  add: ReactNode
  openId: string
  onOpen: (id: string) => void
}) => {
  const { rows, error, retry, more } = useRows(filters, storeId)
  const columns = useMemo(() => credentialColumns(onOpen), [onOpen])
  if (rows === undefined)
    return error === null ? <SkeletonRows rows={8} /> : <ErrorState error={error} retry={retry} />
  if (rows.length === 0) return <Nothing filters={filters} add={add} />
  return (
    <DataTable
      caption="Licences, badges and lab certificates"
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      rowHeight={53}
      activeKey={openId}
      onRow={(row) => onOpen(row.id)}
      more={more}
      group={{ of: headingOf, render: (members) => <Heading rows={members} /> }}
    />
  )
}

/** A step comes whole from what is due; everything else page by page. */
const useRows = (filters: CalendarFilters, storeId: string | undefined) => {
  const isStep = Object.hasOwn(DUE_STEP, filters.due)
  const due = useQuery({ ...dueCredentials(storeId), enabled: isStep })
  const pages = useInfiniteQuery({
    ...calendarList(filters, storeId),
    enabled: !isStep,
    placeholderData: keepPreviousData,
  })
  const listed = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data])
  const stepped = useMemo(
    () =>
      due.data?.items.filter(
        ({ step, kind }) => step === filters.due && (filters.kind === '' || kind === filters.kind),
      ),
    [due.data, filters.due, filters.kind],
  )
  return {
    rows: isStep ? stepped : listed,
    error: isStep ? due.error : pages.error,
    retry: () => void (isStep ? due.refetch() : pages.refetch()),
    more: {
      has: !isStep && pages.hasNextPage,
      busy: pages.isFetchingNextPage,
      fetch: () => void pages.fetchNextPage(),
    },
  }
}

const keyOf = (row: Credential): string => row.id

const headingOf = ({ status, step, expiresOn }: Credential): string => {
  if (status !== 'active') return status === 'renewed' ? 'Renewed' : 'Retired'
  if (expiresOn === null) return 'Expiry unknown'
  return step === null ? 'Later' : DUE_STEP[step].heading
}

const Heading = ({ rows }: { rows: readonly Credential[] }) => (
  <h2 className="px-4 py-1.5 text-xs font-semibold text-muted">{rows[0] && headingOf(rows[0])}</h2>
)

const Nothing = ({ filters, add }: { filters: CalendarFilters; add: ReactNode }) => {
  const narrowed = Object.values(filters).some((value) => value !== '')
  return narrowed ? (
    <EmptyState icon={CalendarCheck} title="Nothing here">
      {filters.due === ''
        ? 'No paper fits. Choose another kind or status.'
        : 'Nothing of this kind runs out then.'}
    </EmptyState>
  ) : (
    <EmptyState icon={CalendarCheck} title="No papers entered yet" action={add}>
      Enter licences, badges and lab certificates, and you are told 60, 30 and 7 days before one runs out.
    </EmptyState>
  )
}
