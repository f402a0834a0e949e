// How far a payment on chain has come: one square for each block that it needs, filled as they are made.
export function Blocks({ made, needed, label }: { made: number; needed: number; label: string }) {
  const blocks = Array.from({ length: needed }, (_, before) => before + 1);
  return (
    <div className="blocks" role="img" aria-label={label}>
      {blocks.map((block) => (
        <span key={block} data-made={block <= made || undefined} />
      ))}
    </div>
  );
}
