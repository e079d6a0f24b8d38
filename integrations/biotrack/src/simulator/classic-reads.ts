import { ownerOf } from './books.ts'
import type { Answered, ClassicCall } from './classic.ts'
import { classicRows } from './classic-rows.ts'
import { bodyOf, Fault, flagOf, listOf, refuse, textOf, textOrNull, type Body } from './fault.ts'
import type { SimMoved, SimSample } from './rows.ts'

type Read = (call: ClassicCall) => Answered

const wholeOf = (body: Body, field: string, otherwise: number): number => {
  const value = Number(textOrNull(body, field) ?? otherwise)
  return Number.isSafeInteger(value) ? value : refuse(`Please specify a valid ${field}.`)
}

const syncTable: Read = ({ books, user, body, at }) => {
  const table = textOf(body, 'action').slice('sync_'.length)
  const asked = {
    table,
    ubi: user.ubi,
    start: wholeOf(body, 'transaction_start', 0),
    end: wholeOf(body, 'transaction_end', Number.MAX_SAFE_INTEGER),
    active: flagOf(body, 'active'),
  }
  const rows = classicRows(books, asked, at)
  if (rows === null) throw new Fault('62', 'Invalid action.')
  // an empty table is left out of the answer (seen by a public client)
  return rows.length === 0 ? {} : { [table]: rows, rowsAt: table }
}

const syncCheck: Read = ({ state, books, user, body, at }) => {
  const asked = Array.isArray(body['data']) ? (body['data'] as unknown[]).map(bodyOf) : []
  const summary = asked.map((each) => {
    const table = textOf(each, 'table')
    const start = wholeOf(each, 'transaction_start', 0)
    const range = { table, ubi: user.ubi, start, end: Number.MAX_SAFE_INTEGER, active: false }
    const rows = classicRows(books, range, at) ?? []
    const sum = rows.reduce((total, row) => total + BigInt(row.transactionid), 0n)
    return { table, match: rows.length === 0 ? 1 : 0, ...(state.settings.sums ? { sum: String(sum) } : {}) }
  })
  return { summary }
}

const NONE_INBOUND = 'No inbound transfers or pending manifests found.'

const waitingAt = ({ books, user, body, at }: ClassicCall): readonly SimMoved[] => {
  const location = textOf(body, 'location')
  if (ownerOf(books, location) !== user.ubi) refuse('Please specify a valid license number.')
  const waiting = books.moved.seen(at).map(({ row }) => row)
  return waiting.filter(({ to, received }) => to === location && received === null)
}

const usDay = (date: Date): string => {
  const [year, month, day] = date.toISOString().slice(0, 10).split('-')
  return `${month}/${day}/${year}`
}

const manifests: Read = (call) => {
  const waiting = Map.groupBy(waitingAt(call), ({ manifest }) => manifest)
  if (waiting.size === 0) refuse(NONE_INBOUND)
  const data = [...waiting].map(([manifest_id, moved]) => {
    const from = moved[0]?.from ?? ''
    return {
      manifest_id,
      license_number: from,
      trade_name: call.books.locations.get(from)?.name ?? null,
      item_count: String(moved.length),
      transfer_date: usDay(moved[0]?.sentAt ?? call.at),
    }
  })
  return { data, rowsAt: 'data' }
}

const manifestItems: Read = (call) => {
  const manifest = textOf(call.body, 'manifest_id')
  const items = waitingAt(call).filter((moved) => moved.manifest === manifest)
  if (items.length === 0) refuse(NONE_INBOUND)
  const data = items.map(({ goods, quantity }) => ({
    barcode_id: goods.barcode,
    inventorytype: goods.type,
    product: goods.product,
    description: goods.product,
    strain: goods.strain,
    quantity,
    is_return: '0',
    is_sample: '0',
    is_medical: '0',
  }))
  return { data, rowsAt: 'data' }
}

const check: Read = ({ books, body }) => {
  const data = listOf(body, 'barcodeid').map((barcode) => {
    const held = books.packages.get(barcode) ?? refuse(`Barcode ${barcode} could not be found.`)
    return {
      barcode_id: barcode,
      invtype: held.type,
      quantity: held.remaining,
      strain: held.strain,
      product: held.product,
    }
  })
  return { data, rowsAt: 'data' }
}

const results = (samples: readonly SimSample[]): Answered => {
  if (samples.length === 0) refuse('No samples found.')
  return {
    data: samples.map(({ barcode, parent, lab, result, tests }) => ({
      sample_id: barcode,
      barcode_id: parent,
      parent_id: parent,
      lab_license: lab,
      result,
      test: tests,
    })),
  }
}

/** What can be asked, by action. */
export const READS: Readonly<Record<string, Read>> = {
  sync_: syncTable,
  sync_check: syncCheck,
  inventory_manifest_lookup: manifests,
  inventory_transfer_lookup: manifestItems,
  inventory_check: check,
  inventory_qa_check: ({ books, body }) => {
    const wanted = textOf(body, 'sample_id')
    return results(books.samples.all().filter(({ barcode }) => barcode === wanted))
  },
  inventory_qa_check_all: ({ books, body }) => {
    const wanted = new Set(listOf(body, 'barcodeid'))
    return results(books.samples.all().filter(({ parent }) => wanted.has(parent)))
  },
  nonce_replay: ({ state, books, user, body }) => {
    if (!state.settings.nonceReplay) throw new Fault('62', 'Invalid action.')
    return books.answers.get(`${user.ubi} ${textOf(body, 'nonce')}`) ?? refuse('The nonce was not found.')
  },
}
