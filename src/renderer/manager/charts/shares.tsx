// What something is made of, the largest first: rows with a bar under the name, that lead to their sales. What was before is an
// outline around the bar, longer or shorter than it.
import { type CSSProperties, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TileColour } from '../../../shared/article.ts';
import type { SalesFilter } from '../../../shared/reports.ts';
import { Button } from '../../ui/button.tsx';
import { SalesLink } from '../numbers.tsx';
import { barOf, type Span, spanOf } from './axis.ts';
import './shares.css';

/** More are shown when asked for. */
const FIRST_ROWS = 8;

export interface Share {
  key: string;
  name: string;
  drawing?: ReactNode;
  colour?: TileColour | undefined;
  note: ReactNode;
  amount: number;
  /** Undefined where nothing is compared. */
  before?: number;
  /** The amount as it is read. */
  value: ReactNode;
  /** The sales that it is made of. */
  filter: SalesFilter | null;
  lightning?: boolean;
}

export function Shares({ columns, rows, nothing }: { columns: [name: string, amount: string]; rows: readonly Share[]; nothing: string }) {
  const { t } = useTranslation('manager');
  const [all, showAll] = useState(false);
  const span = spanOf(rows.flatMap(({ amount, before = 0 }) => [amount, before]));
  if (rows.length === 0) return <p className="shares-nothing">{nothing}</p>;
  return (
    <div className="shares">
      <table>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{columns[0]}</th>
            <th scope="col">{columns[1]}</th>
          </tr>
        </thead>
        <tbody>
          {(all ? rows : rows.slice(0, FIRST_ROWS)).map((row) => (
            <Row key={row.key} row={row} span={span} />
          ))}
        </tbody>
      </table>
      {rows.length > FIRST_ROWS && (
        <Button kind="plain" aria-expanded={all} onClick={() => showAll(!all)}>
          {all ? t('fewer') : t('allOf', { count: rows.length })}
        </Button>
      )}
    </div>
  );
}

function Row({ row: { name, drawing, colour, note, amount, before, value, filter, lightning }, span }: { row: Share; span: Span }) {
  const words = (
    <>
      {drawing}
      {colour && <span className="shares-colour" data-colour={colour} />}
      <span className="shares-name">{name}</span>
      <small>{note}</small>
    </>
  );
  return (
    <tr data-lightning={lightning || undefined}>
      <th scope="row">
        {filter ? (
          <SalesLink className="shares-words" filter={filter} named={name}>
            {words}
          </SalesLink>
        ) : (
          <span className="shares-words">{words}</span>
        )}
        <span className="shares-bars" aria-hidden>
          {before !== undefined && before !== 0 && <span className="shares-before" style={placed(before, span)} />}
          {amount !== 0 && <span className="shares-bar" style={placed(amount, span)} />}
        </span>
      </th>
      <td>{value}</td>
    </tr>
  );
}

function placed(amount: number, span: Span): CSSProperties {
  const { start, length } = barOf(amount, span);
  return { insetInlineStart: `${start * 100}%`, inlineSize: `${length * 100}%` };
}
