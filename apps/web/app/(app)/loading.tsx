import { Skeleton, SkeletonRows } from '@/components/ui/states'

const Loading = () => (
  <div className="mx-auto flex max-w-[1360px] flex-col gap-4 px-4 py-5 md:px-6">
    <Skeleton className="h-7 w-48" />
    <SkeletonRows rows={12} />
  </div>
)

export default Loading
