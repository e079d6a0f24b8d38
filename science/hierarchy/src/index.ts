export * from './reconcile.ts'
export * from './shares.ts'
export * from './tree.ts'
