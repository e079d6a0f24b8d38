export * from './shapes.ts'
export { startSimulator } from './simulator.ts'
export { chance } from './chance.ts'
