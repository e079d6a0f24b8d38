'use client'

import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import { downloadUrl } from '@/lib/api'
import type { GetPath } from '@/lib/contract'
import type { Params } from '@/lib/request'

/** Lists that also come as files. */
type Exportable = GetPath extends infer P ? (P extends `${infer List}/export` ? List : never) : never

/** A list's query, as `list()` and `question()` make it. */
interface ListQuery {
  readonly queryKey: readonly [Exportable, Params, ...unknown[]]
}

const FORMATS = [
  { format: 'xlsx', label: 'Excel' },
  { format: 'csv', label: 'CSV' },
] as const

/** Takes a list out as a file, with the filters it is looked at with. */
export const ExportMenu = ({ of, size = 'md' }: { of: ListQuery; size?: 'sm' | 'md' }) => {
  const [list, { path = {}, query = {} }] = of.queryKey
  const { limit: _limit, cursor: _cursor, ...filters } = query
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size={size} aria-label="Export">
          <Download /> <span className="max-sm:hidden">Export</span>
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        {FORMATS.map(({ format, label }) => (
          <MenuItem key={format} asChild>
            <a href={downloadUrl(`${list}/export`, { path, query: { ...filters, format } })} download>
              {label}
            </a>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
