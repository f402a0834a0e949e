// Dots as a printer prints them, one pixel each: black on the paper they stand on.
import { useEffect, useRef } from 'react';
import type { Logo } from '../../shared/logo.ts';

export function Dots({ logo, className }: { logo: Logo; className: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, bits } = logo;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const bytes = atob(bits);
    const bytesPerRow = Math.ceil(width / 8);
    context.clearRect(0, 0, width, height);
    // Paper is white in a dark theme too.
    context.fillStyle = '#1d1b16';
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        if ((bytes.charCodeAt(y * bytesPerRow + (x >> 3)) & (0x80 >> (x % 8))) !== 0) context.fillRect(x, y, 1, 1);
      }
    }
  }, [width, height, bits]);
  // The shop's name stands beside it in words.
  return <canvas ref={canvas} className={className} width={width} height={height} aria-hidden />;
}
