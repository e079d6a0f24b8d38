'use client'

import { useQuery } from '@tanstack/react-query'
import { productOf } from '@/features/products/queries'
import { useVendorChoices } from '@/features/products/use-vendor-choices'
import type { RecallScope } from './queries'
import { scopeText } from './scope-words'

/** Which goods are meant, with the name of the product or vendor. */
export const ScopeLine = ({ scope }: { scope: RecallScope }) => {
  if (scope.by === 'product') return <OfProduct scope={scope} id={scope.id} />
  if (scope.by === 'vendor') return <OfVendor scope={scope} id={scope.id} />
  return <>{scopeText(scope)}</>
}

const OfProduct = ({ scope, id }: { scope: RecallScope; id: string }) => {
  const { data } = useQuery(productOf(id))
  return <>{scopeText(scope, data?.name)}</>
}

const OfVendor = ({ scope, id }: { scope: RecallScope; id: string }) => {
  const vendor = useVendorChoices().find((each) => each.id === id)
  return <>{scopeText(scope, vendor?.name)}</>
}
