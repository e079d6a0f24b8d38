import { Worker } from 'node:worker_threads'
import { invalid } from '@suite/kernel'
import type { PdfDocument } from './document.ts'

/** Most heap a document may take while it is laid out: 20,000 rows of 14 columns fit. */
const MOST_MEGABYTES = 1024

/**
 * Writes a document as PDF (US Letter): tables break over pages and repeat their heads, every page carries the footer and its
 * number. Text is set as it is, never read as markup. The same document gives the same pages. Laying out thousands of rows takes
 * seconds, so it happens in a thread of its own, with a bound on its memory.
 * @throws AppError `too_long` when the document does not fit into that bound
 */
export const writePdf = (
  document: PdfDocument,
  { mostMegabytes = MOST_MEGABYTES }: { readonly mostMegabytes?: number } = {},
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: document,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    })
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? invalid('too_long', 'This is too long to be written on paper. Choose a shorter period.')
          : error,
      ),
    )
    worker.once('exit', (code) => reject(new Error(`writing the PDF ended with ${code} and no document`)))
  })
