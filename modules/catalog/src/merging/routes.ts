import { z } from 'zod'
import { idParams, idShape, readRoute, writeRoute, type Route } from '@suite/http'
import { dismissPair, duplicates } from '../duplicates/duplicates.ts'
import {
  dismissBody,
  dismissReply,
  duplicatesQuery,
  duplicatesReply,
  mergeBody,
  mergeReply,
  mergesReply,
  previewReply,
  type DuplicatesReply,
  type MergeReply,
} from './contract.ts'
import { mergeProducts, undoMerge } from './merge-products.ts'
import { mergesOf, previewMerge } from './merges.ts'
import type { MergeFollower } from './port.ts'

const KEPT = '0198c0de-0000-7000-8000-000000000101'
const OTHER = '0198c0de-0000-7000-8000-000000000102'
const MERGE: MergeReply = {
  id: '0198c0de-0000-7000-8000-000000000901',
  keptId: KEPT,
  keptName: 'Blue Dream 3.5 g',
  mergedId: OTHER,
  mergedName: 'Blue Dream - 1/8 oz',
  madeAt: '2026-04-20T17:00:00.000Z',
  undoneAt: null,
  moved: [{ what: 'sale lines', count: 412 }],
}
const SIDE: DuplicatesReply['items'][number]['first'] = {
  id: KEPT,
  sku: 'FL-BD-35',
  name: 'Blue Dream 3.5 g',
  category: 'flower',
  brand: 'Northside Farms',
  strain: 'Blue Dream',
  unit: 'each',
  barcode: null,
  price: '35',
  vendorName: 'Northside Distribution',
  createdAt: '2026-01-05T17:00:00.000Z',
}

/** Finding, merging and splitting products that stand twice. `followers` are the rooms whose rows follow, in their order. */
export const mergeRoutes = ({ followers }: { followers: readonly MergeFollower[] }): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/products/duplicates',
      summary: 'Products that may be one, likeliest first',
      tag: 'Catalog',
      access: 'products.read',
      exported: false,
      query: duplicatesQuery,
      reply: duplicatesReply,
      example: {
        items: [
          {
            first: SIDE,
            second: { ...SIDE, id: OTHER, sku: 'BD18', name: 'Blue Dream - 1/8 oz' },
            score: 0.96,
            reasons: ['Same name, written alike', 'Same size', 'Same brand'],
          },
        ],
        total: 1,
      },
    },
    (read, { query }) => duplicates(read, query),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/products/duplicates/dismiss',
      summary: 'Say that two products are not the same',
      tag: 'Catalog',
      access: 'products.edit',
      body: dismissBody,
      bodyExample: { productId: KEPT, otherId: OTHER },
      reply: dismissReply,
      example: { dismissed: true },
    },
    (tx, { body }) => dismissPair(tx, body),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/products/:id/merge-preview',
      summary: 'What would move if another product were merged into this one',
      tag: 'Catalog',
      access: 'products.read',
      params: idParams,
      query: z.object({ productId: idShape }),
      reply: previewReply,
      example: { refusal: null, moves: [{ what: 'sale lines', count: 412 }] },
    },
    (read, { params, query }) =>
      previewMerge(read, { keptId: params.id, mergedId: query.productId }, followers),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/products/:id/merges',
      summary: 'Merges a product took part in, newest first',
      tag: 'Catalog',
      access: 'products.read',
      exported: false,
      params: idParams,
      reply: mergesReply,
      example: { items: [MERGE] },
    },
    (read, { params }) => mergesOf(read, params.id),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/products/:id/merge',
      summary: 'Merge another product into this one',
      tag: 'Catalog',
      access: 'products.edit',
      params: idParams,
      body: mergeBody,
      bodyExample: { productId: OTHER },
      reply: mergeReply,
      example: MERGE,
    },
    (tx, { params, body }) => mergeProducts(tx, { keptId: params.id, mergedId: body.productId }, followers),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/products/merges/:id/undo',
      summary: 'Take a merge back',
      tag: 'Catalog',
      access: 'products.edit',
      params: idParams,
      body: z.object({}),
      bodyExample: {},
      reply: mergeReply,
      example: { ...MERGE, undoneAt: '2026-04-21T09:00:00.000Z' },
    },
    (tx, { params }) => undoMerge(tx, params.id, followers),
  ),
]
