// A table of figures as its file has it too: same columns, same rows. A row leads to the sales it is made of, where there is a list of them.
import { useTranslation } from 'react-i18next';
import { cellText, isNumeric, type ReportTable } from '../../../shared/report-table.ts';
import type { SalesFilter } from '../../../shared/reports.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { SalesLink } from '../numbers.tsx';
import { useTill } from '../till.ts';

export interface TableViewProps {
  table: ReportTable;
  /** Of the row at a place. */
  filterOf?: ((row: number) => SalesFilter | null) | undefined;
}

export function TableView({ table, filterOf }: TableViewProps) {
  const { i18n } = useTranslation();
  const timeZone = useTill((till) => till.shop.timeZone);
  const reading = { locale: localeOf(i18n.language), timeZone };
  const [first, ...others] = table.columns;
  if (!first) return null;
  return (
    // Wide tables scroll within their own frame, by keyboard as well.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer.
    <section className="report-table" aria-label={table.title} tabIndex={0}>
      <table className="figures-table">
        <thead>
          <tr>
            {table.columns.map(({ key, label, kind }) => (
              <th key={key} scope="col" data-kind={isNumeric(kind) ? 'number' : 'words'}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, place) => {
            const filter = filterOf?.(place) ?? null;
            const name = cellText(table, first, row, reading);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the table; names may repeat.
              <tr key={place}>
                <th scope="row">
                  {filter && name !== '' ? (
                    <SalesLink filter={filter} named={name}>
                      {name}
                    </SalesLink>
                  ) : (
                    name
                  )}
                </th>
                {others.map((column) => (
                  <td key={column.key} data-kind={isNumeric(column.kind) ? 'number' : 'words'}>
                    {cellText(table, column, row, reading)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
        {table.total && (
          <tfoot>
            <tr>
              <th scope="row">{table.total.label}</th>
              {others.map((column) => (
                <td key={column.key} data-kind={isNumeric(column.kind) ? 'number' : 'words'}>
                  {table.total && cellText(table, column, table.total.cells, reading)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {table.note && <p className="report-note">{table.note}</p>}
    </section>
  );
}
