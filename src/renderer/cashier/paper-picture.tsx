// The newest paper of the practice printer: what the real one would have handed over.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../screen.tsx';
import { useTill } from './till.ts';

/** Of one receipt, or the newest of all. */
export function PaperPicture({ receiptNumber }: { receiptNumber?: string }) {
  const { t } = useTranslation('cashier');
  const call = useCall();
  const paper = useTill((till) => till.paper.papers.find((one) => receiptNumber === undefined || one.receiptNumber === receiptNumber));
  const paperId = paper?.id;
  const [picture, setPicture] = useState<{ paperId: string; png: string } | null>(null);
  useEffect(() => {
    if (paperId === undefined) return;
    let wanted = true;
    // A paper that is older than the last ten is gone: then there is no picture, and nothing is wrong.
    void call((client) => client.printing.paper({ paperId }), { quiet: ['NOT_FOUND'] }).then((outcome) => {
      if (wanted && outcome.ok) setPicture({ paperId, png: outcome.value.pngBase64 });
    });
    return () => {
      wanted = false;
    };
  }, [call, paperId]);
  if (!picture || picture.paperId !== paperId) return null;
  const name = t('paid.paper', { number: paper?.receiptNumber ?? '' });
  return (
    <figure className="cashier-paper" aria-label={name}>
      <img key={picture.paperId} src={`data:image/png;base64,${picture.png}`} alt={name} />
    </figure>
  );
}
