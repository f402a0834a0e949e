// A receipt on the screen as it lies on the counter: white paper, torn off, whatever the theme. The same description as the
// printer's, so the two cannot differ.
import { missingCase } from '../../shared/errors.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import { Barcode } from './barcode.tsx';
import { Dots } from './dots.tsx';
import { Qr } from './qr.tsx';

export function ReceiptPaper({ document, label }: { document: ReceiptDocument; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a paper is often longer than the dialog that shows it, and is scrolled by keyboard too.
    <section className="receipt-paper selectable" lang={document.language} aria-label={label} tabIndex={0}>
      {document.blocks
        // What is printed never changes its order: a place is as good as a name.
        .map((block, place) => ({ block, place }))
        .map(({ block, place }) => (
          <Block key={place} block={block} />
        ))}
    </section>
  );
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
    case 'rule':
      return <hr />;
    case 'logo':
      return <Dots logo={block} className="receipt-logo" />;
    case 'signature':
      return (
        <p className="receipt-signature">
          <span>{block.label}</span>
        </p>
      );
    case 'space':
      return <div className="receipt-space" />;
    case 'qr':
      return (
        <figure className="receipt-qr">
          <Qr data={block.data} label={block.caption || block.data} />
          {block.caption !== '' && <figcaption>{block.caption}</figcaption>}
        </figure>
      );
    case 'barcode':
      return (
        <figure className="receipt-barcode">
          <Barcode data={block.data} />
          <figcaption>{block.data}</figcaption>
        </figure>
      );
    default:
      return missingCase(block);
  }
}
