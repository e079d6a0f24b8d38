/** How much of a tag's end tells packages apart. */
const ENDING = 8

/** A package tag: whole where there is room, its end on phones, since tags begin alike. */
export const PackageTag = ({ tag }: { tag: string }) => (
  <span className="font-mono" title={tag}>
    <span className="max-md:hidden">{tag}</span>
    <span className="md:hidden">…{tag.slice(-ENDING)}</span>
  </span>
)
