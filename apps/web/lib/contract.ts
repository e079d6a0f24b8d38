// The API's shapes under the names the screens use; all of them come from the generated client.
import type { paths, Reply } from '@suite/api-client'

type Prefix = '/api/v1'
type Below<P> = P extends `${Prefix}${infer Rest}` ? Rest : never
type Answering<M extends string> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never
}[keyof paths]

/** Paths that answer questions, below `/api/v1`. */
export type GetPath = Below<Answering<'get'>>
/** What each of them answers. */
export type GetReplies = { [P in GetPath]: Reply<`${Prefix}${P}` & keyof paths, 'get'> }

type Verb = 'post' | 'put' | 'patch' | 'delete'
type RouteOf<M extends Verb> = `${Uppercase<M>} ${Below<Answering<M>>}`
/** Commands, such as `POST /stock/counts`. */
export type WriteRoute = { [M in Verb]: RouteOf<M> }[Verb]
type Operation<R> = R extends `${infer M} ${infer P}`
  ? Lowercase<M> extends infer V extends Verb
    ? `${Prefix}${P}` extends infer Full extends keyof paths
      ? { path: Full; verb: V; spec: paths[Full][V] }
      : never
    : never
  : never

/** What a command is given. */
export type BodyOf<R extends WriteRoute> = Operation<R>['spec'] extends {
  requestBody: { content: { 'application/json': infer Body } }
}
  ? Body
  : Record<string, never> | undefined
/** What a command answers. */
export type WriteReply<R extends WriteRoute> = Reply<Operation<R>['path'], Operation<R>['verb']>

export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
type Item<P extends GetPath> = GetReplies[P] extends { items: (infer T)[] } ? T : never

export type Me = GetReplies['/me']
export type Store = Me['stores'][number]
export type Person = Item<'/people'>
export type Role = Person['role']
export type Invitation = Item<'/invitations'>
export type AuditEvent = Item<'/audit'>

export type ProductItem = Item<'/products'>
export type StockStatus = ProductItem['stockStatus']
export type Product = GetReplies['/products/{id}']
export type Category = Product['category']
export type ProductEdit = BodyOf<'PATCH /products/{id}'>
export type Vendor = Item<'/vendors'>
export type NewVendor = BodyOf<'POST /vendors'>

export type ProductStock = GetReplies['/stores/{storeId}/products/{id}/stock']
export type Lot = ProductStock['lots'][number]
export type TimelineDay = GetReplies['/stores/{storeId}/products/{id}/timeline']['days'][number]
export type ValuationItem = Item<'/reports/valuation'>
export type SalesReport = GetReplies['/reports/sales']
export type SalesRow = SalesReport['items'][number]
export type SalesSource = Item<'/sales-sources'>

export type UploadReply = Reply<'/api/v1/imports', 'post'>
export type FileLayout = UploadReply['layout']
export type FileKind = FileLayout['kind']
export type FieldName = NonNullable<FileLayout['columns'][number]['field']>
export type ImportPreview = UploadReply['preview']
export type RefusedRow = ImportPreview['refused'][number]
export type ImportItem = Item<'/imports'>
export type ImportDetail = GetReplies['/imports/{id}']

export type ForecastRun = NonNullable<GetReplies['/forecast-runs/latest']>
export type Forecast = GetReplies['/stores/{storeId}/products/{id}/forecast']
export type Backtest = NonNullable<Forecast['backtest']>
export type Components = NonNullable<Forecast['components']>
export type Accuracy = NonNullable<Forecast['accuracy']>
export type AccuracySummary = GetReplies['/forecasts/accuracy']

export type ReorderItem = Item<'/reorder'>
export type Reasoning = GetReplies['/stores/{storeId}/products/{id}/reorder']['reasoning']
export type OrderItem = Item<'/purchase-orders'>
export type OrderStatus = OrderItem['status']
export type OrderDetail = GetReplies['/purchase-orders/{id}']
export type OrderLine = OrderDetail['lines'][number]
export type WantedLine = NonNullable<BodyOf<'PATCH /purchase-orders/{id}'>['lines']>[number]
export type ReceivedLine = BodyOf<'POST /purchase-orders/{id}/receive'>['lines'][number]
export type PlanningSettings = GetReplies['/planning-settings']

export type AlertItem = Item<'/alerts'>
export type AlertKind = AlertItem['kind']
export type AlertTotals = GetReplies['/alerts']['totals']
export type Dashboard = GetReplies['/dashboard']
export type DeadLetter = Item<'/jobs/dead-letters'>
