import { dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { day } from '@/lib/format'
import { CREDENTIAL_KINDS } from '@/lib/words'
import { DaysLeft } from './days-left'
import type { Credential } from './queries'

/** Whose or what a paper is about: a store, goods, or the whole organisation. */
export const placeOf = ({ storeName, packageTag }: Credential): string =>
  packageTag ?? storeName ?? 'No store'

const Name = ({ credential, onOpen }: { credential: Credential; onOpen: (id: string) => void }) => (
  <TwoLines
    first={
      <button
        type="button"
        onClick={() => onOpen(credential.id)}
        className="rounded-sm text-left font-medium hover:text-accent-text hover:underline"
      >
        {CREDENTIAL_KINDS[credential.kind].label} {credential.number}
      </button>
    }
    second={dotted(credential.holder, credential.issuer)}
  />
)

export const credentialColumns = (onOpen: (id: string) => void): readonly Column<Credential>[] => [
  {
    id: 'name',
    header: 'Paper',
    cell: (row) => <Name credential={row} onOpen={onOpen} />,
  },
  { id: 'place', header: 'Of', className: 'w-52 max-md:hidden', cell: placeOf },
  {
    id: 'expires',
    header: 'Expires',
    className: 'w-40 max-sm:hidden',
    cell: (row) => (
      <TwoLines
        first={day(row.expiresOn)}
        second={row.expiryBasis === 'rule' ? 'by the state’s rule' : null}
      />
    ),
  },
  {
    id: 'left',
    header: <span className="sr-only">Time left</span>,
    className: 'w-44',
    cell: (row) => <DaysLeft credential={row} />,
  },
]
