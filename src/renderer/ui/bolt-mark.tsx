// The mark of Flash Till: a bolt cut out of a slip of paper with a torn edge.

export function BoltMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden focusable={false}>
      <path fill="var(--amber)" d="M12 6h40a4 4 0 0 1 4 4v46l-6-5-6 5-6-5-6 5-6-5-6 5-6-5-6 5V10a4 4 0 0 1 4-4Z" />
      <path fill="var(--on-amber)" d="M35.5 12 19 33.5h11L27.5 47 45 25H33.5Z" />
    </svg>
  );
}
