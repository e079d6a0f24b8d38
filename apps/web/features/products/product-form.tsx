'use client'

import type { ComponentProps, FormEvent } from 'react'
import { Field, FieldGroup } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { ApiError } from '@/lib/api-error'
import type { Product } from '@/lib/contract'
import { CATEGORIES } from '@/lib/words'
import { changesOf } from './product-changes'
import { useVendorChoices } from './use-vendor-choices'
import { useEditProduct } from './use-edit-product'

interface Props {
  readonly formId: string
  readonly product: Product
  readonly readOnly: boolean
  readonly onDone: () => void
}

/** What can be changed of a product. Only what differs is sent. */
export const ProductForm = ({ formId, product, readOnly, onDone }: Props) => {
  const edit = useEditProduct(product.id, onDone)
  const errors = edit.error instanceof ApiError ? edit.error.fields : {}
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const changes = changesOf(product, new FormData(event.currentTarget))
    if (Object.keys(changes).length === 0) onDone()
    else edit.mutate({ version: product.version, ...changes })
  }
  const input = (name: keyof Product, rest: ComponentProps<typeof Input> = {}) => (
    <Input name={name} defaultValue={(product[name] as string | number | null) ?? ''} {...rest} />
  )
  return (
    <form id={formId} onSubmit={onSubmit}>
      <fieldset disabled={readOnly || edit.isPending} className="flex flex-col gap-6">
        <FieldGroup title="Price and cost">
          <div className="grid grid-cols-2 gap-3">
            <Field label="Price" error={errors['price']}>
              {input('price', NUMBER)}
            </Field>
            <Field label="Cost" error={errors['cost']} hint="Empty: unknown">
              {input('cost', NUMBER)}
            </Field>
          </div>
        </FieldGroup>
        <Ordering product={product} errors={errors} input={input} />
        <FieldGroup title="Product">
          <Field label="Name" error={errors['name']}>
            {input('name', { required: true, maxLength: 400 })}
          </Field>
          <div className="grid grid-cols-2 gap-3">
            <Field label="Category">
              <Select name="category" defaultValue={product.category}>
                {Object.entries(CATEGORIES).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label="Brand">{input('brand')}</Field>
            <Field label="Strain">{input('strain')}</Field>
            <Field label="Strain type">
              <Select name="strainType" defaultValue={product.strainType ?? ''}>
                <option value="">Not said</option>
                <option value="indica">Indica</option>
                <option value="sativa">Sativa</option>
                <option value="hybrid">Hybrid</option>
              </Select>
            </Field>
          </div>
          <label className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              name="active"
              defaultChecked={product.active}
              className="size-4 accent-accent"
            />
            Still sold
          </label>
          <label className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              name="isService"
              defaultChecked={product.isService}
              className="size-4 accent-accent"
            />
            A fee or service: never stocked, forecast or ordered
          </label>
        </FieldGroup>
      </fieldset>
    </form>
  )
}

const NUMBER: ComponentProps<typeof Input> = { inputMode: 'decimal', className: 'num text-right' }

const Ordering = ({
  product,
  errors,
  input,
}: {
  product: Product
  errors: Readonly<Record<string, string>>
  input: (name: keyof Product, rest?: ComponentProps<typeof Input>) => React.ReactNode
}) => {
  const known = useVendorChoices()
  const missing = product.vendorId !== null && !known.some(({ id }) => id === product.vendorId)
  return (
    <FieldGroup title="Reordering">
      <Field label="Vendor" hint="Without a vendor nothing can be ordered">
        <Select key={known.length} name="vendorId" defaultValue={product.vendorId ?? ''}>
          <option value="">None</option>
          {missing && <option value={product.vendorId ?? ''}>{product.vendorName}</option>}
          {known.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Case pack" error={errors['casePack']}>
          {input('casePack', NUMBER)}
        </Field>
        <Field label="Minimum order" error={errors['moq']}>
          {input('moq', NUMBER)}
        </Field>
        <Field label="Reorder point" hint="Empty: calculated" error={errors['reorderPointOverride']}>
          {input('reorderPointOverride', NUMBER)}
        </Field>
        <Field label="Service level, %" hint="Chance not to run out" error={errors['serviceLevel']}>
          {input('serviceLevel', {
            ...NUMBER,
            defaultValue: String(Math.round(product.serviceLevel * 1000) / 10),
          })}
        </Field>
        <Field label="Shelf life, days" hint="Empty: unknown" error={errors['shelfLifeDays']}>
          {input('shelfLifeDays', { ...NUMBER, inputMode: 'numeric' })}
        </Field>
      </div>
    </FieldGroup>
  )
}
