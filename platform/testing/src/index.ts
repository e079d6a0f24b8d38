export { testDatabase, type TestDatabase } from './test-database.ts'
export { fillOneRowPerTable, idOf } from './one-row-per-table.ts'
