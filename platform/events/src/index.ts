export * from './events.ts'
export { openLive, publishLive, type Live, type LiveMessage, type LiveSignal } from './live.ts'
