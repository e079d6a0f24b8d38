export {
  acceptTransfer,
  addLocation,
  addPackage,
  addRoom,
  addSale,
  addSample,
  addUser,
  adjustPackage,
  changePackage,
  shipTransfer,
  undoSale,
} from './build.ts'
export { simulateBioTrack } from './command-line.ts'
export { DEMO_SHOP, smallShop } from './demo.ts'
export type { SimPackage } from './rows.ts'
export { answerBioTrack, startBioTrackSimulator, type BioTrackSimulator } from './start.ts'
export { emptyBioTrackState, type BioTrackState, type SimSettings } from './state.ts'
export { readmit, tookEffect } from './took-effect.ts'
