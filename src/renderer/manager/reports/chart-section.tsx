// One report: its picture, the same in numbers under it, and as a file. Without a picture the numbers stand there at once.
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayRange } from '../../../shared/day-range.ts';
import type { ReportTable } from '../../../shared/report-table.ts';
import type { SalesFilter } from '../../../shared/reports.ts';
import { InNumbers } from '../charts/in-numbers.tsx';
import { FileKeys } from '../file-keys.tsx';
import { TableView } from './table-view.tsx';

export interface ChartSectionProps {
  range: DayRange;
  table: ReportTable;
  filterOf?: (row: number) => SalesFilter | null;
  children?: ReactNode;
}

export function ChartSection({ range: { from, to }, table, filterOf, children }: ChartSectionProps) {
  const { t } = useTranslation('reports');
  const titleId = useId();
  const numbers = (
    <>
      <TableView table={table} filterOf={filterOf} />
      <FileKeys report={{ kind: 'range', from, to }} table={table.id} of={table.title} />
    </>
  );
  return (
    <section className="report-section" aria-labelledby={titleId}>
      <h2 id={titleId}>{table.title}</h2>
      {children}
      {children ? <InNumbers label={t('inNumbers')}>{numbers}</InNumbers> : numbers}
    </section>
  );
}
