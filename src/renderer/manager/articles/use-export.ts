// All articles as a file, put together piece by piece and handed to the browser.
import { useState } from 'react';
import { useCall } from '../../screen.tsx';
import { saveFile } from '../save-file.ts';

export const CSV = 'text/csv;charset=utf-8';

export function useExport(): { busy: boolean; start: () => void } {
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    const outcome = await call(async (till) => {
      const parts: string[] = [];
      for await (const { text } of await till.articleFiles.export()) parts.push(text);
      return parts;
    });
    setBusy(false);
    if (outcome.ok) saveFile('articles.csv', outcome.value, CSV);
  };
  return { busy, start: () => void start() };
}
