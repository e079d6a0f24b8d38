export * from './job.ts'
export { openQueues, migrateQueues, DEAD_LETTERS, type Queues } from './queues.ts'
