// Pictures of articles, as files in the shop's folder, each named by the hash of its bytes: what was put is never changed, and the same
// picture is kept once. Nobody decodes them here: a page does, in its sandbox.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TillError } from '../../shared/errors.ts';
import { writeWholeFile } from '../store/durable-file.ts';
import { asFileError } from '../store/store-error.ts';

export interface Pictures {
  /** PICTURE_REFUSED for what is no PNG, JPEG or WebP by its first bytes. */
  add(base64: string): Promise<{ picture: string }>;
  /** NOT_FOUND */
  read(picture: string): Promise<{ mediaType: string; base64: string }>;
}

/** The first bytes of each kind. */
function mediaTypeOf(bytes: Buffer): string | null {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  return null;
}

export function createPictures(shopDir: string): Pictures {
  const dir = join(shopDir, 'pictures');
  return {
    async add(base64) {
      const bytes = Buffer.from(base64, 'base64');
      if (mediaTypeOf(bytes) === null) throw new TillError('PICTURE_REFUSED');
      const picture = createHash('sha256').update(bytes).digest('hex');
      const path = join(dir, picture);
      if (existsSync(path)) return { picture };
      try {
        await mkdir(dir, { recursive: true, mode: 0o700 });
        await writeWholeFile(path, bytes);
      } catch (cause) {
        throw asFileError(cause);
      }
      return { picture };
    },
    async read(picture) {
      const path = join(dir, picture);
      if (!existsSync(path)) throw new TillError('NOT_FOUND');
      const bytes = await readFile(path);
      return { mediaType: mediaTypeOf(bytes) ?? 'application/octet-stream', base64: bytes.toString('base64') };
    },
  };
}
