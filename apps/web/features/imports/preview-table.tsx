'use client'

import { cn } from '@/lib/cn'
import type { FileKind, ImportPreview, RefusedRow } from '@/lib/contract'
import { count } from '@/lib/format'
import { PREVIEW } from './preview-columns'

/** The first rows as they will be understood, and the first that will be refused, with the reason. */
export const PreviewTable = ({
  kind,
  preview,
  busy,
}: {
  kind: FileKind
  preview: ImportPreview
  busy: boolean
}) => {
  const columns = PREVIEW[kind].filter((column) => preview.rows.some((row) => column.text(row) !== ''))
  return (
    <div className={cn('flex flex-col gap-4 transition-opacity', busy && 'opacity-60')} aria-busy={busy}>
      {preview.rows.length > 0 && (
        <div
          className="max-h-96 overflow-auto rounded-md border"
          tabIndex={0}
          role="region"
          aria-label="Preview of the rows"
        >
          <table className="w-full text-xs">
            <caption className="sr-only">The first rows as they will be imported</caption>
            <thead className="sticky top-0 bg-sunken text-muted">
              <tr>
                {columns.map(({ header, right }) => (
                  <th
                    key={header}
                    scope="col"
                    className={cn(
                      'px-2.5 py-1.5 text-left font-medium whitespace-nowrap',
                      right === true && 'text-right',
                    )}
                  >
                    {header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.rows.map((row, index) => (
                <tr key={index} className="border-t">
                  {columns.map(({ header, text, right }) => (
                    <td
                      key={header}
                      className={cn('max-w-64 truncate px-2.5 py-1', right === true && 'num text-right')}
                    >
                      {text(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {preview.refused.length > 0 && <RefusedSample rows={preview.refused} total={preview.counts.refused} />}
    </div>
  )
}

const RefusedSample = ({ rows, total }: { rows: readonly RefusedRow[]; total: number }) => (
  <div>
    <h3 className="mb-1.5 text-xs font-medium text-muted">
      {count(total)} {total === 1 ? 'row' : 'rows'} would be refused and kept for correction
    </h3>
    <RefusedTable rows={rows.slice(0, 8)} />
  </div>
)

/** Refused rows: where, why, and the raw cells. */
export const RefusedTable = ({ rows }: { rows: readonly RefusedRow[] }) => (
  <div className="overflow-x-auto rounded-md border" tabIndex={0} role="region" aria-label="Refused rows">
    <table className="w-full text-xs">
      <thead className="bg-sunken text-muted">
        <tr>
          <th scope="col" className="px-2.5 py-1.5 text-right font-medium">
            Line
          </th>
          <th scope="col" className="px-2.5 py-1.5 text-left font-medium">
            Why
          </th>
          <th scope="col" className="px-2.5 py-1.5 text-left font-medium">
            The row
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ line, reason, cells }) => (
          <tr key={line} className="border-t align-top">
            <td className="num px-2.5 py-1 text-right">{count(line)}</td>
            <td className="min-w-48 px-2.5 py-1">{reason}</td>
            <td className="max-w-96 truncate px-2.5 py-1 text-faint" title={cells.join(' | ')}>
              {cells.join(' | ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
