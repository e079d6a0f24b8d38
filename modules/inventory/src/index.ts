export { adjustStock, destroyStock, type Adjustment } from './commands/adjust-stock.ts'
export { countStock, type Count } from './commands/count-stock.ts'
export { receiveStock, type Receiving } from './commands/receive-stock.ts'
export { addMissingProducts } from './commands/add-missing-products.ts'
export { ingestTillStock, type TillStockIngested } from './commands/ingest-till-stock.ts'
export { ingestCounts, type CountsIngested } from './commands/ingest-counts.ts'
export {
  ingestProducts,
  retireProducts,
  undoProducts,
  type ProductsIngested,
} from './commands/ingest-products.ts'
export { postReceiptMovements } from './commands/post-receipt-movements.ts'
export { undoCounts } from './commands/undo-counts.ts'
export { copyText, stagingTable } from './staging/copy-text.ts'
export { copyCounts, stagedCount, type CountLine } from './staging/staged-counts.ts'
export { copyProducts, stagedProduct, type ProductLine } from './staging/staged-products.ts'
export { sequentialIds } from './sequential-ids.ts'
export type { Fragment } from './ledger-sql.ts'
export { everyItem, inventoryRoutes } from './routes.ts'
export { expiringLots, type ExpiringLot } from './queries/expiring-lots.ts'
export { movements } from './queries/movements.ts'
export { productStock, type ProductStock } from './queries/product-stock.ts'
export { rebuildPosition, type Discrepancy } from './queries/rebuild-position.ts'
export { stockOutDays, stockTimeline } from './queries/stock-days.ts'
export { valuation } from './queries/valuation.ts'
export type { StockDay } from './rules/walk-days.ts'
export type { CsvColumn, CsvWriter } from './ports.ts'
