import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './client.ts'

interface Uploaded {
  readonly uploadId: string
  readonly layout: { readonly kind: string; readonly profile: string }
  readonly preview: { readonly problems: readonly string[] }
}
interface Progress {
  readonly status: string
  readonly phase: string
  readonly progress: number
  readonly rowsRead: number
  readonly rowsPerSecond: number | null
  readonly secondsLeft: number | null
  readonly rowsAdded: number
  readonly rowsKnown: number
  readonly rowsRefused: number
  readonly rowsOutsideWindow: number
  readonly failure: string | null
}

/** Imports one file and follows it to its end on the terminal; gives 0, or 1 when it could not be imported. */
export const importOne = async (client: Client, storeId: string, file: string): Promise<number> => {
  const name = basename(file)
  const form = new FormData()
  form.set('storeId', storeId)
  form.set('file', await openAsBlob(file), name)
  const { uploadId, layout, preview } = await client.send<Uploaded>('/imports', form)
  if (preview.problems.length > 0) {
    console.error(
      `${name}: ${preview.problems.join(' ')} Import it in the web app, where the columns can be chosen.`,
    )
    return 1
  }
  console.log(`${name}: ${layout.kind}, read as ${layout.profile}`)
  const { id } = await client.post<{ id: string }>('/imports/start', { uploadId, storeId, layout })
  const end = await follow(client, id)
  console.log(`${name}: ${wordsOf(end)}`)
  return end.status === 'done' ? 0 : 1
}

const follow = async (client: Client, id: string): Promise<Progress> => {
  for (;;) {
    const now = await client.get<Progress>(`/imports/${id}`)
    if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${barOf(now)}`)
    if (now.status !== 'queued' && now.status !== 'running') {
      if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
      return now
    }
    await sleep(500)
  }
}

const barOf = ({ progress, phase, rowsRead, rowsPerSecond, secondsLeft }: Progress): string => {
  const done = Math.round(progress * 30)
  const rate = rowsPerSecond === null ? '' : `, ${rowsPerSecond}/s`
  const left = secondsLeft === null ? '' : `, ${secondsLeft} s left`
  return `${'█'.repeat(done)}${'░'.repeat(30 - done)} ${phase}: ${rowsRead} rows${rate}${left}`
}

const wordsOf = (end: Progress): string => {
  if (end.status !== 'done') return end.failure ?? end.status
  const others = [
    [end.rowsKnown, 'known already'],
    [end.rowsRefused, 'refused'],
    [end.rowsOutsideWindow, 'outside the cut-over dates'],
  ] as const
  return [
    `${end.rowsAdded} rows added`,
    ...others.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`),
  ].join(', ')
}
