import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Decimal } from '@suite/kernel'
import { expect, test } from 'vitest'
import type { SaleLineRow } from './canonical.ts'
import { fingerprint } from './fingerprint.ts'
import { openFile, readSample } from './open-file.ts'
import { readRows } from './reader.ts'
import { sniffFile } from './sniff.ts'

const FILE = resolve(import.meta.dirname, '../../../../shared/data/uci-online-retail.csv.gz')
const missing = !existsSync(FILE)
if (missing)
  console.warn('SKIPPED: ../shared/data/uci-online-retail.csv.gz is absent; the real file is not read.')

test.skipIf(missing)('the real UCI file is read whole and to the penny', { timeout: 120_000 }, async () => {
  const layout = sniffFile((await readSample(FILE)).bytes)
  const { chunks, fileBytes, diskBytesRead } = await openFile(FILE)
  const kinds: Record<string, number> = {}
  const seen = new Set<string>()
  let [lines, duplicates, refused, services] = [0, 0, 0, 0]
  let total = new Decimal(0)
  const take = (row: SaleLineRow) => {
    lines++
    kinds[row.kind] = (kinds[row.kind] ?? 0) + 1
    if (row.isService) services++
    total = total.plus(new Decimal(row.quantity).times(row.unitPrice))
    const key = `${row.receiptId}/${fingerprint(row)}/${row.productName}/${row.customer ?? ''}`
    if (seen.has(key)) duplicates++
    seen.add(key)
  }
  for await (const batch of readRows(chunks, layout, { now: '2026-11-20T00:00:00Z' })) {
    refused += batch.refused.length + batch.ignored.length
    for (const row of batch.rows) if (row.type === 'sale_line') take(row)
  }
  expect({ lines, refused, duplicates, services }).toEqual({
    lines: 541_909,
    refused: 0,
    duplicates: 5268,
    services: 2948,
  })
  expect(total.toFixed()).toBe('9747747.934')
  expect(kinds).toEqual({ sale: 530_143, return: 9288, adjustment: 2478 })
  expect(diskBytesRead()).toBe(fileBytes)
})

test.skipIf(missing)('reading it needs little memory', { timeout: 120_000 }, async () => {
  const layout = sniffFile((await readSample(FILE)).bytes)
  const before = process.memoryUsage.rss()
  let most = before
  for await (const _ of readRows((await openFile(FILE)).chunks, layout, { now: '2026-11-20T00:00:00Z' }))
    most = Math.max(most, process.memoryUsage.rss())
  expect(most - before).toBeLessThan(250 * 1024 * 1024)
})
