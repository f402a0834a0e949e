// A receipt as one page that needs nothing else: the same description as the paper's, as HTML with its style in it and no script.
// For a phone, and for a mail.
import { createHash } from 'node:crypto';
import { renderSVG } from 'uqr';
import { code128Path, isCode128Text } from '../../shared/code128.ts';
import { missingCase } from '../../shared/errors.ts';
import type { Logo } from '../../shared/logo.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import { dotsPng } from './dots-png.ts';

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#f4f1ea, #16150f); color: light-dark(#1d1b16, #f1ede3); font: 16px/1.45 system-ui, sans-serif; }
main { box-sizing: border-box; max-width: 26rem; margin: 0 auto; padding: 1.5rem 1.25rem; background: light-dark(#fff, #201e17); min-height: 100vh; }
p { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; font-variant-numeric: tabular-nums; }
dl { margin: 0; }
.pair { display: flex; justify-content: space-between; gap: 1rem; font-variant-numeric: tabular-nums; }
.pair dt { min-width: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.pair dd { margin: 0; text-align: end; white-space: nowrap; }
.center { text-align: center; } .right { text-align: end; }
.small { font-size: .875rem; } .large { font-size: 1.5rem; line-height: 1.25; } .bold { font-weight: 700; }
hr { border: 0; border-top: 1px dashed light-dark(#8a8577, #8f8a7c); margin: .75rem 0; }
.space { height: .75rem; }
.signature { margin-top: 3rem; border-bottom: 1px solid; }
figure { margin: 1rem auto; width: 9rem; text-align: center; } figure svg { display: block; width: 100%; background: #fff; }
.bars { width: 15rem; margin-bottom: 0; } .bars svg { height: 3.5rem; }
.logo { display: block; max-width: 67%; margin: 0 auto .75rem; padding: .5rem; background: #fff; image-rendering: pixelated; }
aside { margin-top: 1.25rem; padding: .75rem 1rem; border: 1px solid light-dark(#c9c3b4, #4a463a); border-radius: .5rem; font-size: .875rem; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; } h2 { font-size: 1rem; margin: 0 0 .25rem; }
@media print { body, main { background: #fff; color: #000; } .screen { display: none; } }
`.trim();

/** Nothing but this page's own style is let in, by name, and pictures that stand in it; nothing is sent anywhere, and nobody frames it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  // The phone may keep it, and asks again when it can: a refund may have been made since.
  'cache-control': 'private, no-cache',
};

export interface ReceiptPage {
  document: ReceiptDocument;
  title: string;
  /** Above the receipt: a mail's greeting. */
  before?: readonly string[];
  /** Under it, on a screen and not on paper. */
  notes: readonly string[];
  /** Refunds of the sale, each in words. */
  refunds: { title: string; lines: readonly string[] } | null;
  /** Not in mails, whose readers leave drawings out; its data stands as text then. */
  drawCodes: boolean;
}

export function receiptPage({ document, title, before = [], notes, refunds, drawCodes }: ReceiptPage): string {
  return page(document.language, title, [
    ...before.map((words) => `<p>${escaped(words)}</p><div class="space"></div>`),
    ...document.blocks.map((block) => blockHtml(block, drawCodes)),
    ...(refunds ? [`<aside><h2>${escaped(refunds.title)}</h2>${refunds.lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</aside>`] : []),
    ...notes.map((note) => `<aside class="screen">${escaped(note)}</aside>`),
  ]);
}

/** For whoever comes with a link that leads nowhere. */
export function wordsOnly(language: string, title: string, body: string): string {
  return page(language, title, [`<h1>${escaped(title)}</h1><p>${escaped(body)}</p>`]);
}

function page(language: string, title: string, parts: readonly string[]): string {
  return [
    '<!doctype html>',
    `<html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${STYLE}</style></head>`,
    `<body><main>${parts.join('\n')}</main></body></html>`,
    '',
  ].join('\n');
}

function blockHtml(block: ReceiptBlock, drawCodes: boolean): string {
  switch (block.kind) {
    case 'text':
      return `<p class="${classes(block.align, block.size, block.bold)}">${escaped(block.text)}</p>`;
    case 'pair':
      return `<dl><div class="pair ${classes('left', block.size, block.bold)}"><dt>${escaped(block.left)}</dt><dd>${escaped(block.right)}</dd></div></dl>`;
    case 'rule':
      return '<hr>';
    case 'logo':
      // Mail readers leave it out too; the name stands under it.
      return drawCodes ? `<img class="logo" alt="" src="data:image/png;base64,${pngOf(block).toString('base64')}">` : '';
    case 'space':
      return '<div class="space"></div>';
    case 'signature':
      return `<p class="signature">${escaped(block.label)}</p>`;
    case 'qr':
      return drawCodes
        ? `<figure role="img" aria-label="${escaped(block.caption || block.data)}">${renderSVG(block.data, { ecc: 'M', border: 4 })}</figure>`
        : `<p class="center small">${escaped(block.data)}</p>`;
    case 'barcode':
      return `${drawCodes ? barcodeSvg(block.data) : ''}<p class="center small">${escaped(block.data)}</p>`;
    default:
      return missingCase(block);
  }
}

/** Black on white with the blank beside it; nothing where the text cannot be bars. */
function barcodeSvg(data: string): string {
  if (!isCode128Text(data)) return '';
  const { path, width } = code128Path(data);
  return `<figure class="bars" role="img" aria-label="${escaped(data)}"><svg viewBox="0 0 ${width} 1" preserveAspectRatio="none" shape-rendering="crispEdges"><path d="${path}"/></svg></figure>`;
}

function pngOf({ width, height, bits }: Logo): Buffer {
  return dotsPng({ width, height, bits: Buffer.from(bits, 'base64') });
}

function classes(align: string, size: string, bold: boolean): string {
  return [align, size, bold ? 'bold' : ''].filter((name) => name !== '').join(' ');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** An article may be called anything: none of it is markup, and no control character gets through. */
function escaped(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, ' ').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
