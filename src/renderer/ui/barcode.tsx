// A barcode (CODE128) as one SVG path: black on white with its quiet zones in every theme, as high as its place is.
import { useMemo } from 'react';
import { code128Path, isCode128Text } from '../../shared/code128.ts';

/** Nothing for a text that bars cannot say. */
export function Barcode({ data }: { data: string }) {
  const drawn = useMemo(() => (isCode128Text(data) ? code128Path(data) : null), [data]);
  if (!drawn) return null;
  return (
    <svg className="barcode" viewBox={`0 0 ${drawn.width} 1`} preserveAspectRatio="none" role="img" aria-label={data} shapeRendering="crispEdges">
      <rect width={drawn.width} height={1} fill="#fff" />
      <path d={drawn.path} fill="#000" />
    </svg>
  );
}
