// The newest paper of the practice printer: what the real one would have handed over.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSamePaper, type PaperSubject } from '../../../shared/papers.ts';
import { useCall } from '../../screen.tsx';
import { useTill } from '../till.ts';

/** The newest of all, or of one paper. */
export function PaperPicture({ of }: { of?: PaperSubject }) {
  const { t } = useTranslation('cashier');
  const call = useCall();
  const paper = useTill((till) => till.paper.papers.find(({ name }) => of === undefined || (name && isSamePaper(name, of))));
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
  const name = t('paid.paper', { number: paper?.name?.title ?? '' });
  return (
    <figure className="cashier-paper" aria-label={name}>
      <img key={picture.paperId} src={`data:image/png;base64,${picture.png}`} alt={name} />
    </figure>
  );
}
