// A receipt on the screen as it lies on the counter: white paper, torn off, whatever the theme. The same description as the
// printer's, so the two cannot differ.
import type { CSSProperties } from 'react';
import { missingCase } from '../../shared/errors.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import { Qr } from './qr.tsx';

export function ReceiptPaper({ document }: { document: ReceiptDocument }) {
  return (
    <div className="receipt-paper selectable" lang={document.language}>
      {inPlaces(document.blocks).map(({ place, what }) => (
        <Block key={place} block={what} />
      ))}
    </div>
  );
}

/** What is printed never changes its order: a place is as good as a name. */
function inPlaces<T>(parts: readonly T[]): { place: number; what: T }[] {
  return parts.map((what, place) => ({ place, what }));
}

function Block({ block }: { block: ReceiptBlock }) {
  switch (block.kind) {
    case 'text':
      return (
        <p data-size={block.size} data-align={block.align} data-bold={block.bold || undefined}>
          {block.text}
        </p>
      );
    case 'pair':
      return (
        <p className="receipt-pair" data-size={block.size} data-bold={block.bold || undefined}>
          <span>{block.left}</span>
          <span>{block.right}</span>
        </p>
      );
    case 'columns': {
      const columns: CSSProperties = { gridTemplateColumns: block.shares.map((share) => `minmax(0, ${share}fr)`).join(' ') };
      return (
        <p className="receipt-columns" data-bold={block.bold || undefined} style={columns}>
          {inPlaces(block.cells).map(({ place, what }) => (
            <span key={place}>{what}</span>
          ))}
        </p>
      );
    }
    case 'rule':
      return <hr />;
    case 'space':
      return <div className="receipt-space" />;
    case 'qr':
      return (
        <figure className="receipt-qr">
          <Qr data={block.data} label={block.caption || block.data} />
          {block.caption !== '' && <figcaption>{block.caption}</figcaption>}
        </figure>
      );
    default:
      return missingCase(block);
  }
}
