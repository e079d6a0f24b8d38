'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { useCan, useStoreChoice } from '@/lib/me'
import { paths } from '@/lib/paths'
import { ProductForm } from './product-form'
import { productOf } from './queries'

const FORM = 'product-form'

/** A product's price, cost and reorder settings beside the list it was opened from. */
export const ProductPanel = ({ id, onClose }: { id: string | null; onClose: () => void }) => {
  const store = useStoreChoice()
  const mayEdit = useCan('products.edit')
  const { data, error, refetch } = useQuery({ ...productOf(id ?? ''), enabled: id !== null })
  const product = id === null ? undefined : data
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={product?.name ?? 'Product'}
      description={product === undefined ? undefined : product.sku}
      footer={
        <>
          {product !== undefined && (
            <Button asChild variant="ghost" className="mr-auto">
              <Link href={paths.product(product.id, store?.id)}>Open product</Link>
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
          {mayEdit && (
            <Button type="submit" form={FORM} variant="primary">
              Save
            </Button>
          )}
        </>
      }
    >
      {product !== undefined ? (
        <ProductForm
          key={product.version}
          formId={FORM}
          product={product}
          readOnly={!mayEdit}
          onDone={onClose}
        />
      ) : error !== null ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </Sheet>
  )
}
