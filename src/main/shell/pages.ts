// What a window may ask for, in either shell: one page for each screen, and the hashed assets. Nothing else has a path,
// so none can lead out of the folder. The headers keep a page to its own origin.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SCREENS, type Screen } from '../../shared/state.ts';

export interface Page {
  body: Buffer | string;
  headers: Record<string, string>;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const ASSET = /^\/assets\/([\w-][\w.-]*)$/;

export const SECURITY_HEADERS: Record<string, string> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The screen that has its page at `pathname`. */
export function screenAt(pathname: string): Screen | undefined {
  return SCREENS.find((screen) => pathname === `/${screen}/`);
}

/** The page or asset of the built renderer at `pathname`; undefined when there is none. */
export async function readPage(rendererDir: string, pathname: string): Promise<Page | undefined> {
  const screen = screenAt(pathname);
  const asset = ASSET.exec(pathname)?.[1];
  const file = screen ? `${screen}.html` : asset && path.join('assets', asset);
  const type = file && TYPES[path.extname(file)];
  if (!file || !type) return undefined;
  try {
    const body = await readFile(path.join(rendererDir, file));
    const caching = screen ? 'no-store' : 'public, max-age=31536000, immutable';
    return { body, headers: { ...SECURITY_HEADERS, 'content-type': type, 'cache-control': caching } };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

/** A page that only says something, for a person who came with the wrong link. */
export function wordsPage(title: string, paragraphs: readonly string[]): Page {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1>${paragraphs.map((p) => `<p>${p}</p>`).join('')}`;
  return { body, headers: { ...SECURITY_HEADERS, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } };
}
