import { ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import { levelName } from './level-columns'
import type { Levels } from './queries'

type Step = Levels['path'][number]

/** The way from all stores down to what is looked at; each step leads back. */
export const LevelPath = ({ path, onOpen }: { path: readonly Step[]; onOpen: (index: number) => void }) => (
  <nav aria-label="Level">
    <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
      {path.map((step, index) => (
        <Fragment key={`${step.level} ${step.id}`}>
          {index > 0 && (
            <li aria-hidden>
              <ChevronRight className="size-3.5 text-faint" />
            </li>
          )}
          <li>
            {index === path.length - 1 ? (
              <span aria-current="page" className="font-medium text-text">
                {levelName(step)}
              </span>
            ) : (
              <button
                type="button"
                onClick={() => onOpen(index)}
                className="rounded-sm py-1 hover:text-text hover:underline"
              >
                {levelName(step)}
              </button>
            )}
          </li>
        </Fragment>
      ))}
    </ol>
  </nav>
)
