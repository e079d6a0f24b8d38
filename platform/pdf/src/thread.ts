import { parentPort, workerData } from 'node:worker_threads'
import type { PdfDocument } from './document.ts'
import { layOut } from './write-pdf.ts'

parentPort?.postMessage(await layOut(workerData as PdfDocument))
