// Amounts one after the other as columns: of days, months, hours, weekdays. What was before stands behind each as an outline, so
// that the two are told apart without colour. A picture for the eye and the pointer: whoever hears or tabs has the table under it.
// The columns are boxes placed in parts of their axis, so that they fit any width without being measured. Bars are all that a shop's
// reports need: d3-array says which ticks are round, and a chart library would weigh more than all pages of the manager.
import { type CSSProperties, type ReactNode, useState } from 'react';
import type { SalesFilter } from '../../../shared/reports.ts';
import { SalesLink } from '../numbers.tsx';
import { type Axis, axisOf, barOf } from './axis.ts';
import { labelRanks } from './label-ranks.ts';
import './columns.css';

export interface Column {
  key: string;
  /** Under it. */
  label: string;
  amount: number;
  /** Undefined where nothing is compared. */
  before?: number;
  /** Short, above it. */
  caption?: string;
  /** The sales that it is made of. */
  filter?: SalesFilter;
  /** The one that stands out. */
  best?: boolean;
  now?: boolean;
}

export interface ColumnsProps {
  columns: readonly Column[];
  /** Says what stands at a tick; without it the columns have captions and no axis. */
  tickWords?: (tick: number) => string;
  /** What is told of the column under the pointer. */
  about?: (column: Column, index: number) => ReactNode;
}

export function Columns({ columns, tickWords, about }: ColumnsProps) {
  const [pointed, point] = useState<number | null>(null);
  const axis = axisOf(columns.flatMap(({ amount, before = 0 }) => [amount, before]));
  const ranks = labelRanks(columns.map(({ label }) => label));
  const shown = pointed === null ? undefined : columns[pointed];
  return (
    <div className="columns" data-axis={tickWords ? true : undefined} aria-hidden onPointerLeave={() => point(null)}>
      {tickWords && <Ticks axis={axis} words={tickWords} />}
      <div className="columns-plot">
        {columns.map((column, index) => (
          <div
            key={column.key}
            className="column"
            data-best={column.best || undefined}
            data-now={column.now || undefined}
            data-rank={ranks[index]}
            onPointerEnter={(event) => point(event.pointerType === 'touch' ? null : index)}
          >
            <ColumnArea column={column} axis={axis} />
            <span className="column-label">{column.label}</span>
          </div>
        ))}
      </div>
      {about && shown && pointed !== null && (
        <div className="columns-about" style={{ '--at': (pointed + 0.5) / columns.length } as CSSProperties}>
          {about(shown, pointed)}
        </div>
      )}
    </div>
  );
}

function ColumnArea({ column: { amount, before, caption, filter }, axis }: { column: Column; axis: Axis }) {
  const drawn = (
    <>
      {before !== undefined && before !== 0 && <span className="column-before" style={placed(before, axis)} />}
      <span className="column-bar" data-negative={amount < 0 || undefined} data-nothing={amount === 0 || undefined} style={placed(amount, axis)}>
        {caption !== undefined && <span className="column-caption">{caption}</span>}
      </span>
    </>
  );
  return filter ? (
    <SalesLink className="column-area" filter={filter} pointerOnly>
      {drawn}
    </SalesLink>
  ) : (
    <span className="column-area">{drawn}</span>
  );
}

function placed(amount: number, axis: Axis): CSSProperties {
  const { start, length } = barOf(amount, axis);
  return { insetBlockEnd: `${start * 100}%`, blockSize: `${length * 100}%` };
}

function Ticks({ axis, words }: { axis: Axis; words: (tick: number) => string }) {
  return (
    <div className="columns-ticks">
      {axis.ticks.map((tick) => (
        <span key={tick} data-zero={tick === 0 || undefined} style={{ insetBlockEnd: `${((tick - axis.low) / (axis.high - axis.low)) * 100}%` }}>
          {words(tick)}
        </span>
      ))}
    </div>
  );
}
