import type { FileLayout, RefusedRow } from '@suite/csv'
import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'

/** Refused rows of an import in file order. @throws AppError `not_found` */
export const refusals = async (
  read: Read,
  input: { id: string; limit: number; cursor?: string | undefined },
) => {
  await layoutOf(read, input.id)
  const [after] = input.cursor === undefined ? [0] : decodeCursor(input.cursor, 1)
  const rows = await refusedAfter(read, input.id, Number(after), input.limit + 1)
  return toPage(rows, input.limit, (row) => [row.line])
}

/** How the import's file is read: for writing its refused rows as a file of the same form. @throws AppError `not_found` */
export const layoutOf = async (read: Read, id: string): Promise<{ layout: FileLayout; fileName: string }> => {
  const { rows } = await sql<{ layout: FileLayout; fileName: string }>`
    select layout, file_name as "fileName" from imports where id = ${id}`.execute(read.db)
  if (rows[0] === undefined) throw notFound('import')
  return rows[0]
}

/** The next refused rows after a line. */
export const refusedAfter = async (
  read: Read,
  id: string,
  line: number,
  limit: number,
): Promise<(RefusedRow & { cells: string[] })[]> =>
  (
    await sql<RefusedRow & { cells: string[] }>`
      select line, code, reason, cells from import_refusals where import_id = ${id} and line > ${line}
      order by line limit ${limit}`.execute(read.db)
  ).rows
