export * from './errors.ts'
export * from './ids.ts'
export * from './money.ts'
export * from './time.ts'
