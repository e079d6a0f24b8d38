export * from './job.ts'
export { openQueues, migrateQueues, DEAD_LETTERS, type DeadLetter, type Queues } from './queues.ts'
