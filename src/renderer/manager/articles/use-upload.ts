// A file on its way to the till, in pieces that fit its door. Left before it was written, it is forgotten there.
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Outcome, useCall, useScreen } from '../../screen.tsx';

const PIECE_BYTES = 480 * 1024;

/** How many characters `String.fromCharCode` takes at once. */
const AT_ONCE = 0x8000;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += AT_ONCE) text += String.fromCharCode(...bytes.subarray(from, from + AT_ONCE));
  return btoa(text);
}

export interface Upload {
  uploadId: string | null;
  /** How much of it is there, 0 to 1; null while nothing is sent. */
  sent: number | null;
  /** Its id once it is there; null when it is not. */
  start(file: File): Promise<string | null>;
  /** It is the till's now. */
  written(): void;
  forget(): void;
}

export function useUpload(): Upload {
  const call = useCall();
  const { client } = useScreen();
  const [uploadId, setUploadId] = useState<string | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const current = useRef<string | null>(null);
  const remember = useCallback((id: string | null) => {
    current.current = id;
    setUploadId(id);
  }, []);
  const forget = useCallback(() => {
    const id = current.current;
    remember(null);
    // What is not forgotten there now is with the next file, or the next start.
    if (id !== null) client.articleFiles.forget({ uploadId: id }).catch(() => undefined);
  }, [client, remember]);
  useEffect(() => forget, [forget]);
  const start = async (file: File) => {
    forget();
    let id: string | null = null;
    setSent(0);
    for (let from = 0; from < file.size || id === null; from += PIECE_BYTES) {
      const base64 = base64Of(new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer()));
      const piece: { uploadId: string | null; fileName: string; base64: string } = { uploadId: id, fileName: file.name.slice(0, 200), base64 };
      const outcome: Outcome<{ uploadId: string }> = await call((till) => till.articleFiles.upload(piece));
      if (!outcome.ok) {
        setSent(null);
        return null;
      }
      id = outcome.value.uploadId;
      setSent(Math.min(1, (from + PIECE_BYTES) / Math.max(1, file.size)));
    }
    setSent(null);
    remember(id);
    return id;
  };
  return { uploadId, sent, start, written: () => remember(null), forget };
}
