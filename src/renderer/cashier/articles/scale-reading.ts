// What the scale says while a weight is asked for: asked again and again, and never believed longer than the scale says it.
import { useEffect, useState } from 'react';
import type { Weighing } from '../../../shared/weighing.ts';
import { useScreen } from '../../screen.tsx';
import { useTill } from '../till.ts';

/** From one answer to the next question: quicker than a hand takes something away. */
const PAUSE_MS = 150;

/** Null while there is no scale, where it is not asked, and until it has answered for the first time. */
export function useScaleReading(asked: boolean): Weighing | null {
  const { client } = useScreen();
  const [reading, setReading] = useState<Weighing | null>(null);
  useEffect(() => {
    if (!asked) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const ask = async () => {
      // Asked without a sound: a scale that does not answer says so where its weight would stand.
      const said = await client.scale.weigh().catch((): Weighing => ({ ok: false, trouble: 'no_answer' }));
      if (over) return;
      setReading(said);
      timer = setTimeout(() => void ask(), PAUSE_MS);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
      setReading(null);
    };
  }, [client, asked]);
  return reading;
}

export function useHasScale(): boolean {
  return useTill((till) => till.devices.devices.some(({ kind }) => kind === 'scale'));
}
