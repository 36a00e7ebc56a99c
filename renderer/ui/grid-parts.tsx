// biome-ignore-all lint/a11y/useSemanticElements: a grid of absolutely placed rows cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the row takes the focus, its cells do not
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of all its rows
import type { MouseEventHandler, ReactElement, ReactNode, Ref } from 'react';

/** The scrolling grid. Row counts are of the whole list, not of what is drawn. */
export function Grid({
  label,
  rowCount,
  columnCount,
  isMultiple = false,
  className,
  gridRef,
  children,
}: {
  readonly label: string;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly isMultiple?: boolean;
  readonly className: string | undefined;
  readonly gridRef: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div
      ref={gridRef}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columnCount}
      aria-multiselectable={isMultiple || undefined}
      className={className}
    >
      {children}
    </div>
  );
}

export function HeadingRow({
  groupClassName,
  className,
  children,
}: {
  readonly groupClassName: string | undefined;
  readonly className: string | undefined;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div role="rowgroup" className={groupClassName}>
      <div role="row" aria-rowindex={1} className={className}>
        {children}
      </div>
    </div>
  );
}

/** Holds the drawn rows at the height of all of them. */
export function Rows({
  className,
  height,
  children,
}: {
  readonly className: string | undefined;
  readonly height: number;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div role="rowgroup" className={className} style={{ height }}>
      {children}
    </div>
  );
}

export function Row({
  index,
  top,
  height,
  isCursor,
  isSelected,
  className,
  onFocus,
  onClick,
  onDoubleClick,
  children,
}: {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly isCursor: boolean;
  readonly isSelected?: boolean;
  readonly className: string | undefined;
  onFocus?(): void;
  readonly onClick?: MouseEventHandler;
  readonly onDoubleClick?: MouseEventHandler;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isCursor ? 0 : -1}
      className={className}
      style={{ height, transform: `translateY(${top}px)` }}
      onFocus={onFocus}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      {...(onDoubleClick === undefined ? {} : { onMouseDown: selectNoWord })}
    >
      {children}
    </div>
  );
}

/** A double click opens; without this it also selects a word, and on the next screen everything up to it. */
const selectNoWord: MouseEventHandler = (event) => {
  if (event.detail > 1) event.preventDefault();
};

export function Cell({
  className,
  children,
}: {
  readonly className: string | undefined;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div role="gridcell" className={className}>
      {children}
    </div>
  );
}
