import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { EvergreenFile } from '../../demo/generate.ts'

/** Writes the files one after the other and gives each as soon as it is there. */
export async function* writeFiles(
  folder: string,
  files: readonly EvergreenFile[],
): AsyncGenerator<{ path: string; file: EvergreenFile }> {
  for (const file of files) {
    const path = join(folder, file.fileName)
    await pipeline(Readable.from(file.content), createWriteStream(path))
    yield { path, file }
  }
}
