import { Info } from 'lucide-react'
import { Notice } from '@/components/ui/states'

/** How a file was read, where that is not as usual: its sheet, its encoding, lines passed over. */
export const ReadingNotes = ({ notes, className }: { notes: readonly string[]; className?: string }) =>
  notes.length === 0 ? null : (
    <Notice icon={Info} className={className}>
      <ul aria-label="How the file is read" className="flex flex-col gap-0.5">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Notice>
  )
