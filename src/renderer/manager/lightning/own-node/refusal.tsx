// Why the till could not go on with the node, in words: of the node's own trouble where it is one.
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OWN_NODE_TROUBLES } from '../../../../shared/own-node.ts';
import type { Failure } from '../../../failure.ts';
import { wordsForFailure } from '../../../i18n/failure-words.ts';
import { Condition } from '../condition.tsx';

export function Refusal({ failure }: { failure: Failure }) {
  const { t, i18n } = useTranslation('ownNode');
  const { t: tError } = useTranslation('errors');
  const trouble = OWN_NODE_TROUBLES.find((one) => one === failure.detail.trouble);
  const words = wordsForFailure(failure, tError, i18n.language);
  const [what, next] = trouble ? [t(`trouble.${trouble}.what`), t(`trouble.${trouble}.next`)] : [words.title, words.body];
  return <Condition tone="trouble" icon={TriangleAlert} what={what} next={next} />;
}
