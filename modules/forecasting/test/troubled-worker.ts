import { parentPort } from 'node:worker_threads'
import type { ThreadTask } from '../src/worker/messages.ts'

// A thread that does what the batch's state says: dies, dies once, hangs, or answers.
let answered = 0
parentPort?.on('message', (task: ThreadTask) => {
  if (task.kind === 'equip') {
    answered += 100
    return
  }
  if (task.kind !== 'batch') process.exit(3)
  const { batch } = task
  if (batch.state === 'die') process.exit(3)
  if (batch.state === 'throw') throw new Error('a defect')
  if (batch.state === 'hang') for (;;);
  if (batch.state === 'die once') {
    // shared memory tells the second attempt from the first
    const tries = new Int32Array(batch.series as unknown as SharedArrayBuffer)
    if (Atomics.add(tries, 0, 1) === 0) process.exit(3)
  }
  answered += 1
  parentPort?.postMessage({
    kind: 'done',
    forecasts: [],
    failures: [{ productId: String(answered), reason: '' }],
  })
})
