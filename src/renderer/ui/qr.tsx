// A QR code as one SVG path: black on white with its quiet zone of four modules in every theme, since cameras need both.
import { useMemo } from 'react';
import { type Correction, qrModules } from './qr-modules.ts';

const QUIET_ZONE = 4;

export function Qr({ data, label, correction = 'M' }: { data: string; label: string; correction?: Correction }) {
  const { size, path } = useMemo(() => {
    const rows = qrModules(data, QUIET_ZONE, correction);
    return { size: rows.length, path: pathOf(rows) };
  }, [data, correction]);
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** One run of black modules becomes one rectangle. */
function pathOf(rows: boolean[][]): string {
  let path = '';
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x += 1;
      const width = x - from + 1;
      path += `M${from} ${y}h${width}v1h-${width}z`;
    }
  }
  return path;
}
