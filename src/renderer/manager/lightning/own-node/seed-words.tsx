// The seed of a new wallet, to be written down with pen and paper: shown once, numbered, in no other place.
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Condition } from '../condition.tsx';

export function SeedWords({ words }: { words: readonly string[] }) {
  const { t } = useTranslation('ownNode');
  // A seed can have the same word twice: its place is what it is.
  const numbered = words.map((word, index) => ({ position: index + 1, word }));
  return (
    <>
      <Condition tone="careful" icon={KeyRound} what={t('seed.what')} next={t('seed.next')} />
      <ol className="seed-words" translate="no">
        {numbered.map(({ position, word }) => (
          <li key={position}>{word}</li>
        ))}
      </ol>
    </>
  );
}
